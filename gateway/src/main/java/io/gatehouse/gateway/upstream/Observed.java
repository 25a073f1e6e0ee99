package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.telemetry.Call;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import jakarta.ws.rs.client.WebTarget;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/** Calls one instance and tells of each call: that it was made, how long it took and what came of it. */
final class Observed implements Channel {

    private final UpstreamClient client;
    private final Target target;
    private final WebTarget web;
    private final DistributionDataPoint durations;
    private final LongAdder attempts = new LongAdder();

    Observed(UpstreamClient client, Target target, DistributionDataPoint durations) {
        this.client = client;
        this.target = target;
        this.web = client.web(target);
        this.durations = durations;
    }

    /** How often the instance was called. */
    LongAdder attempts() {
        return attempts;
    }

    @Override
    public CompletionStage<UpstreamAnswer> send(Attempt attempt) {
        attempts.increment();
        UpstreamCall request = attempt.call();
        Call call = request.exchange().calling(target.name(), target.url(), request.method());
        return client.send(attempt, target, web, call).whenComplete((answer, failure) -> {
            if (failure == null) {
                call.answered(answer.status());
            } else {
                call.failed(UpstreamFailures.outcome(failure).label());
            }
            durations.observe(call.seconds());
        });
    }
}

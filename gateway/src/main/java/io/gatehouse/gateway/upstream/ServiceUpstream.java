package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.route.Service;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.concurrent.Executor;

/** One service behind the gateway: its instances, and what stands around them. Outlives the route file that named it. */
final class ServiceUpstream {

    private final Instances instances;
    private final RoundRobin balanced;
    private final Retrying retried;
    private final Bulkhead channel;
    private final RoundRobin unguarded;
    private volatile Service service;

    /**
     * What a call passes, read from the last line up: a bulkhead around the whole exchange, however many attempts it
     * takes; retries, each of which may go to another instance; the choice of an instance; and around the instance its
     * breaker and what is known of its reachability, which so see every attempt.
     *
     * @param durations where it is told how long attempts take
     */
    ServiceUpstream(
            Service service,
            UpstreamClient client,
            UpstreamSettings settings,
            Executor executor,
            DistributionDataPoint durations) {
        this.instances = new Instances(target -> {
            var breaker = settings.breaker().build(service.name(), target.name());
            var called = new Observed(client, target, durations);
            var reachability = new Reachability(called, System::nanoTime);
            var channel = new Breaking(reachability, breaker);
            return new Instance(target, target.name(), breaker, reachability, channel, called.attempts());
        });
        this.balanced = new RoundRobin(instances, Instance::channel, null);
        this.retried = new Retrying(balanced, new RetryBudget(settings.retryBudget(), System::nanoTime), executor);
        this.channel = new Bulkhead(retried);
        var pastBreakers = new RoundRobin(instances, instance -> instance.reachability()::send, null);
        this.unguarded = new RoundRobin(instances, Instance::channel, pastBreakers);
        this.service = service;
        serve(service);
    }

    /** Takes over what the route file says of it now. */
    void serve(Service newService) {
        service = newService;
        channel.limit(newService.maxInFlight());
        instances.serve(newService);
    }

    Service service() {
        return service;
    }

    Instances instances() {
        return instances;
    }

    RoundRobin balanced() {
        return balanced;
    }

    Retrying retried() {
        return retried;
    }

    /** Where calls enter. */
    Bulkhead channel() {
        return channel;
    }

    /**
     * Where a call of the gateway's enters that public ones must not hold up: past the bulkhead, and past the breakers
     * when all are open.
     */
    RoundRobin unguarded() {
        return unguarded;
    }
}

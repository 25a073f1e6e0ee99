package io.gatehouse.gateway.revocation;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What monitoring sees of the revocation feed. */
final class FeedMetrics {

    private static final double MILLIS = 1000.0;

    private final Counter polls;

    FeedMetrics(PrometheusRegistry registry, RevokedSessions sessions, Freshness freshness) {
        polls = Counter.builder()
                .name("gatehouse_gateway_revocation_polls_total")
                .help("Times that the revocation feed was asked for what is new, and how that went")
                .labelNames("result")
                .register(registry);
        polls.initLabelValues("ok");
        polls.initLabelValues("failed");
        GaugeWithCallback.builder()
                .name("gatehouse_gateway_revocation_age_seconds")
                .help("Time since the revocation feed was last read to its end")
                .callback(age -> age.call(freshness.age().toMillis() / MILLIS))
                .register(registry);
        GaugeWithCallback.builder()
                .name("gatehouse_gateway_revocation_stale")
                .help("1 while the revocation feed has not been read for longer than revocations.staleAfter")
                .callback(stale -> stale.call(freshness.isStale() ? 1 : 0))
                .register(registry);
        GaugeWithCallback.builder()
                .name("gatehouse_gateway_revoked_sessions")
                .help("Sessions that have ended while a token of them might not have")
                .callback(count -> count.call(sessions.count()))
                .register(registry);
    }

    void polled() {
        polls.labelValues("ok").inc();
    }

    void failed() {
        polls.labelValues("failed").inc();
    }
}

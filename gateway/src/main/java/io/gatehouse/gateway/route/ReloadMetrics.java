package io.gatehouse.gateway.route;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What monitoring sees of changes to the route file. */
final class ReloadMetrics {

    private final Counter reloads;
    private final Gauge stale;

    ReloadMetrics(PrometheusRegistry registry) {
        reloads = Counter.builder()
                .name("gatehouse_gateway_route_reloads_total")
                .help("Changes of the route file that were read, and what became of them")
                .labelNames("result")
                .register(registry);
        reloads.initLabelValues("ok");
        reloads.initLabelValues("refused");
        stale = Gauge.builder()
                .name("gatehouse_gateway_route_file_stale")
                .help("1 while the route file on disk is refused and an earlier one is served")
                .register(registry);
    }

    void reloaded() {
        reloads.labelValues("ok").inc();
        stale.set(0);
    }

    void refused() {
        reloads.labelValues("refused").inc();
        stale.set(1);
    }

    boolean isStale() {
        return stale.get() > 0;
    }
}

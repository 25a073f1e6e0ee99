package io.gatehouse.gateway.telemetry;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Histograms of durations in seconds, all with the same bounds so that they can be compared. */
public final class Durations {

    private static final double[] BOUNDS = {.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};

    private Durations() {}

    public static Histogram register(String name, String help, String label, PrometheusRegistry registry) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .classicOnly()
                .classicUpperBounds(BOUNDS)
                .register(registry);
    }
}

package io.gatehouse.servicekit.metrics;

import io.dropwizard.core.setup.Environment;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** {@code /metrics} on the admin port, in Prometheus' text or OpenMetrics: ours, Dropwizard's and the JVM's. */
public final class MetricsEndpoint {

    private MetricsEndpoint() {}

    public static void register(Environment environment, PrometheusRegistry registry) {
        JvmMetrics.builder().register(registry);
        registry.register(new DropwizardExports(environment.metrics()));
        environment
                .admin()
                .addServlet("prometheus", new PrometheusMetricsServlet(registry))
                .addMapping("/metrics");
    }
}

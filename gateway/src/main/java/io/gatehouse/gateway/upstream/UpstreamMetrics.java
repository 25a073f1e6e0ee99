package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.telemetry.Durations;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What a scrape shows of the services. Read from where it is counted, so that a call costs no look-up of labels and what
 * the route file no longer names is gone from the next scrape.
 */
final class UpstreamMetrics {

    private static final String PREFIX = "gatehouse_gateway_upstream_";

    private final Upstreams upstreams;
    private final HttpClient http;

    UpstreamMetrics(Upstreams upstreams, HttpClient http) {
        this.upstreams = upstreams;
        this.http = http;
    }

    /** The bytes of bodies in memory. */
    static void register(BufferBudget budget, PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("gatehouse_gateway_buffered_bytes")
                .help("Bytes of bodies in memory, of all requests together.")
                .callback(metric -> metric.call((double) budget.taken()))
                .register(registry);
    }

    /** How long calls take, by service. */
    static Histogram durations(PrometheusRegistry registry) {
        return Durations.register(
                PREFIX + "duration_seconds",
                "From the start of a call to the end of its answer; each attempt counts.",
                "service",
                registry);
    }

    void register(PrometheusRegistry registry) {
        gauge("connections_leased", "Connections that calls hold, to instances of before too.")
                .callback(metric -> metric.call(leased()))
                .register(registry);
        gauge("calls_in_flight", "Calls under way.", "service")
                .callback(metric -> upstreams
                        .services()
                        .forEach(upstream -> metric.call(upstream.channel().inFlight(), name(upstream))))
                .register(registry);
        counter("shed_total", "Calls refused: at the bound of calls in flight, or as no instance took them.", "reason")
                .callback(metric -> upstreams.services().forEach(upstream -> {
                    metric.call(upstream.channel().shed().doubleValue(), name(upstream), "in-flight");
                    metric.call(upstream.balanced().declined().doubleValue(), name(upstream), "no-instance");
                }))
                .register(registry);
        counter("retries_total", "Calls made again.", "reason")
                .callback(metric -> upstreams.services().forEach(upstream -> upstream.retried()
                        .retries()
                        .forEach((reason, count) -> metric.call(count.doubleValue(), name(upstream), reason))))
                .register(registry);
        counter("retries_denied_total", "Calls not made again because too many were.")
                .callback(metric -> upstreams
                        .services()
                        .forEach(upstream ->
                                metric.call(upstream.retried().denied().doubleValue(), name(upstream))))
                .register(registry);
        counter("attempts_total", "Calls made, retries included.", "instance")
                .callback(metric -> forEachInstance((upstream, instance) ->
                        metric.call(instance.attempts().doubleValue(), name(upstream), instance.name())))
                .register(registry);
        gauge("breaker_state", "0 closed, 1 half-open, 2 open.", "service", "instance")
                .callback(metric -> forEachInstance((upstream, instance) ->
                        metric.call(state(instance.breaker()), name(upstream), instance.name())))
                .register(registry);
        gauge("connections", "Open connections.", "service", "instance", "state")
                .callback(metric -> {
                    Map<String, AbstractConnectionPool> pools = pools();
                    forEachInstance((upstream, instance) -> {
                        AbstractConnectionPool pool = pools.get(key(instance.target()));
                        metric.call(
                                pool == null ? 0 : pool.getActiveConnectionCount(),
                                name(upstream),
                                instance.name(),
                                "leased");
                        metric.call(
                                pool == null ? 0 : pool.getIdleConnectionCount(),
                                name(upstream),
                                instance.name(),
                                "idle");
                    });
                })
                .register(registry);
    }

    private static GaugeWithCallback.Builder gauge(String name, String help, String... labels) {
        return GaugeWithCallback.builder().name(PREFIX + name).help(help).labelNames(labels);
    }

    private static CounterWithCallback.Builder counter(String name, String help, String... labels) {
        String[] all = new String[labels.length + 1];
        all[0] = "service";
        System.arraycopy(labels, 0, all, 1, labels.length);
        return CounterWithCallback.builder().name(PREFIX + name).help(help).labelNames(all);
    }

    private interface InstanceVisitor {
        void visit(ServiceUpstream upstream, Instance instance);
    }

    private void forEachInstance(InstanceVisitor visitor) {
        for (ServiceUpstream upstream : upstreams.services()) {
            upstream.instances().all().forEach(instance -> visitor.visit(upstream, instance));
        }
    }

    private static String name(ServiceUpstream upstream) {
        return upstream.service().name();
    }

    private static int state(CircuitBreaker breaker) {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> 0;
            case HALF_OPEN -> 1;
            case OPEN, FORCED_OPEN -> 2;
        };
    }

    private int leased() {
        return http.getDestinations().stream()
                .map(Destination::getConnectionPool)
                .mapToInt(
                        pool -> pool instanceof AbstractConnectionPool counted ? counted.getActiveConnectionCount() : 0)
                .sum();
    }

    private Map<String, AbstractConnectionPool> pools() {
        Map<String, AbstractConnectionPool> pools = new HashMap<>();
        for (Destination destination : http.getDestinations()) {
            if (destination.getConnectionPool() instanceof AbstractConnectionPool pool) {
                Origin origin = destination.getOrigin();
                pools.put(
                        key(
                                origin.getScheme(),
                                origin.getAddress().getHost(),
                                origin.getAddress().getPort(),
                                origin.getTag()),
                        pool);
            }
        }
        return pools;
    }

    private static String key(Target target) {
        return key(target.url().getScheme(), target.url().getHost(), target.port(), target.address());
    }

    private static String key(String scheme, String host, int port, @Nullable Object address) {
        String pinned = address instanceof InetAddress known ? known.getHostAddress() : "";
        return scheme + "://" + host + ":" + port + " " + pinned;
    }
}

package io.gatehouse.gateway.telemetry;

import io.gatehouse.gateway.route.Match;
import io.gatehouse.gateway.route.Route;
import io.gatehouse.gateway.route.RouteTable;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a scrape shows of clients' requests, by route. What the route file no longer names is gone from the next scrape;
 * all requests that no route takes are one, whatever paths they ask for.
 */
final class RequestMetrics {

    /** The label of requests that no route takes. */
    static final String NO_ROUTE = "none";

    private static final String PREFIX = "gatehouse_gateway_";

    private final Map<String, RouteMetrics> byOperation = new ConcurrentHashMap<>();
    private final Histogram durations;
    private final RouteMetrics unmatched;
    private volatile IdentityHashMap<Route, RouteMetrics> byRoute = new IdentityHashMap<>();

    RequestMetrics(PrometheusRegistry registry) {
        durations = Durations.register(
                PREFIX + "request_duration_seconds",
                "From a request's first byte to its answer's last.",
                "route",
                registry);
        unmatched = new RouteMetrics(NO_ROUTE, durations.labelValues(NO_ROUTE));
        byOperation.put(NO_ROUTE, unmatched);
        CounterWithCallback.builder()
                .name(PREFIX + "requests_total")
                .help("Clients' requests, by what became of them.")
                .labelNames("route", "status", "outcome")
                .callback(metric -> all().forEach(route ->
                        route.forEach((status, outcome, count) -> metric.call(count, route.route(), status, outcome))))
                .register(registry);
        bytes("received_bytes_total", "Bytes of requests' bodies.", RouteMetrics::received, registry);
        bytes("sent_bytes_total", "Bytes of answers' bodies.", RouteMetrics::sent, registry);
    }

    private void bytes(String name, String help, ToDoubleFunction<RouteMetrics> count, PrometheusRegistry registry) {
        CounterWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .labelNames("route")
                .callback(metric -> all().forEach(route -> metric.call(count.applyAsDouble(route), route.route())))
                .register(registry);
    }

    private Collection<RouteMetrics> all() {
        return byOperation.values();
    }

    /** Prepares for the routes of a table, before requests are matched by it. */
    synchronized void serve(RouteTable table) {
        IdentityHashMap<Route, RouteMetrics> next = new IdentityHashMap<>();
        for (Route route : table.routes()) {
            next.put(route, byOperation.computeIfAbsent(route.operation(), this::metrics));
        }
        byRoute = next;
        Set<String> named = table.routes().stream().map(Route::operation).collect(Collectors.toSet());
        byOperation.values().removeIf(metrics -> isGone(metrics, named));
    }

    private RouteMetrics metrics(String operation) {
        return new RouteMetrics(operation, durations.labelValues(operation));
    }

    private boolean isGone(RouteMetrics metrics, Set<String> named) {
        boolean gone = metrics != unmatched && !named.contains(metrics.route());
        if (gone) {
            durations.remove(metrics.route());
        }
        return gone;
    }

    void count(Match.@Nullable Found match, int status, Outcome outcome, double seconds, long in, long out) {
        RouteMetrics metrics = of(match);
        if (metrics != null) {
            metrics.count(status, outcome, seconds, in, out);
        }
    }

    /** Null for a route that has left the file since the request took it. */
    private @Nullable RouteMetrics of(Match.@Nullable Found match) {
        if (match == null) {
            return unmatched;
        }
        RouteMetrics known = byRoute.get(match.route());
        return known == null ? byOperation.get(match.operation()) : known; // matched by the table before
    }
}

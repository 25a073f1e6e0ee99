package io.gatehouse.gateway.telemetry;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** The counters of one route, found once for a route table: to count a request costs no look-up of labels. */
final class RouteMetrics {

    /** By the first digit of a status; the first stands for no answer at all. */
    private static final String[] CLASSES = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};

    private final String route;
    private final DistributionDataPoint durations;
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final Map<Outcome, AtomicLongArray> requests = new EnumMap<>(Outcome.class);

    /** What one kind of request came to. */
    interface Visitor {
        void visit(String statusClass, String outcome, double count);
    }

    RouteMetrics(String route, DistributionDataPoint durations) {
        this.route = route;
        this.durations = durations;
        for (Outcome outcome : Outcome.values()) {
            requests.put(outcome, new AtomicLongArray(CLASSES.length));
        }
    }

    String route() {
        return route;
    }

    double received() {
        return received.doubleValue();
    }

    double sent() {
        return sent.doubleValue();
    }

    void count(int status, Outcome outcome, double seconds, long bytesIn, long bytesOut) {
        Objects.requireNonNull(requests.get(outcome)).incrementAndGet(Math.min(status / 100, CLASSES.length - 1));
        durations.observe(seconds);
        received.add(Math.max(bytesIn, 0));
        sent.add(Math.max(bytesOut, 0));
    }

    /** Every kind of request that there was. */
    void forEach(Visitor visitor) {
        requests.forEach((outcome, counts) -> {
            for (int i = 0; i < CLASSES.length; i++) {
                if (counts.get(i) > 0) {
                    visitor.visit(CLASSES[i], outcome.label(), (double) counts.get(i));
                }
            }
        });
    }
}

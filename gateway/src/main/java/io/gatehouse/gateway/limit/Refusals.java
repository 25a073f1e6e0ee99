package io.gatehouse.gateway.limit;

import io.gatehouse.gateway.route.RateLimit;
import io.github.bucket4j.TimeMeter;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of refused requests: each in a metric, and in the log at most once a minute for each limit. */
final class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private static final long QUIET = Duration.ofMinutes(1).toNanos();

    private final TimeMeter time;
    private final Counter counter;
    private final Map<String, Reports> reports = new ConcurrentHashMap<>();

    Refusals(PrometheusRegistry metrics, TimeMeter time) {
        this.time = time;
        this.counter = Counter.builder()
                .name("gatehouse_gateway_rate_limit_refusals_total")
                .help("Requests answered with 429, by the limit that refused them.")
                .labelNames("limit")
                .register(metrics);
    }

    void tell(RateLimit limit, String who) {
        counter.labelValues(limit.name()).inc();
        long refused = reports.computeIfAbsent(limit.name(), name -> new Reports(time.currentTimeNanos()))
                .add(time.currentTimeNanos());
        if (refused > 0) {
            log.warn("Rate limit '{}' refuses: {} since the last report, the latest to {}", limit.name(), refused, who);
        }
    }

    private static final class Reports {

        private final LongAdder untold = new LongAdder();
        private final AtomicLong next;

        Reports(long now) {
            next = new AtomicLong(now);
        }

        /** How many refusals to report now; 0 when it is not the time. */
        long add(long now) {
            untold.increment();
            long due = next.get();
            return now - due >= 0 && next.compareAndSet(due, now + QUIET) ? untold.sumThenReset() : 0;
        }
    }
}

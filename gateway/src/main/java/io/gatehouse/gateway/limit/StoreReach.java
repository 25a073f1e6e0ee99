package io.gatehouse.gateway.limit;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the shared store can be reached, for operators: one line in the log when an outage begins and one when it
 * ends, however many requests it meets. It ends with the first check that succeeds after a while without failures, so
 * that a store that is slow on and off fills no log.
 */
final class StoreReach {

    private static final Logger log = LoggerFactory.getLogger(StoreReach.class);

    private enum State {
        STARTING,
        REACHED,
        LOST
    }

    private final String address;
    private final WhenUnavailable whenUnavailable;
    private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);
    private final AtomicBoolean failedSinceCheck = new AtomicBoolean();
    private final CounterDataPoint failures;
    private final Gauge reachable;

    /** @param address host and port, for people; no credentials */
    StoreReach(String address, WhenUnavailable whenUnavailable, PrometheusRegistry metrics) {
        this.address = address;
        this.whenUnavailable = whenUnavailable;
        this.failures = Counter.builder()
                .name("gatehouse_gateway_rate_limit_store_failures_total")
                .help("Requests whose rate limit could not be counted in Redis, by what became of them.")
                .labelNames("decision")
                .register(metrics)
                .labelValues(whenUnavailable.name().toLowerCase(Locale.ROOT));
        this.reachable = Gauge.builder()
                .name("gatehouse_gateway_rate_limit_store_reachable")
                .help("1 while rate limits are counted in Redis, 0 while it is out of reach.")
                .register(metrics);
    }

    /**
     * A request could not be counted.
     *
     * @param failure why, or null without a connection
     */
    void requestFailed(@Nullable Throwable failure) {
        failures.inc();
        failed(failure);
    }

    /** A check did not succeed. */
    void failed(@Nullable Throwable failure) {
        failedSinceCheck.set(true);
        if (state.getAndSet(State.LOST) != State.LOST) {
            reachable.set(0);
            log.warn(
                    "Redis at {} is out of reach ({}): requests under rate limits {} until it is back",
                    address,
                    reason(failure),
                    whenUnavailable == WhenUnavailable.OPEN ? "pass uncounted" : "are answered with 503");
        }
    }

    /** A check succeeded. */
    void checked() {
        if (!failedSinceCheck.getAndSet(false) && state.getAndSet(State.REACHED) != State.REACHED) {
            reachable.set(1);
            log.info("Rate limits are counted in Redis at {}", address);
        }
    }

    private static String reason(@Nullable Throwable failure) {
        if (failure == null) {
            return "no connection";
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof TimeoutException || root instanceof io.github.bucket4j.TimeoutException
                ? "no answer in time"
                : root.toString();
    }
}

package io.gatehouse.gateway.upstream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells when an instance is called no more, and when again; not how often it was tried in between. */
final class BreakerLog {

    private static final Logger log = LoggerFactory.getLogger(BreakerLog.class);

    private BreakerLog() {}

    static void follow(CircuitBreaker breaker) {
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition() == StateTransition.CLOSED_TO_OPEN) {
                log.warn(
                        "Instance {} is not called for now: {} % of its calls failed",
                        breaker.getName(), Math.round(breaker.getMetrics().getFailureRate()));
            } else if (event.getStateTransition() == StateTransition.HALF_OPEN_TO_CLOSED) {
                log.info("Instance {} is well again and called as before", breaker.getName());
            }
        });
    }
}

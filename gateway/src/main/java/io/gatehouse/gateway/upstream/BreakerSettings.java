package io.gatehouse.gateway.upstream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.concurrent.TimeUnit;

/**
 * When an instance is called no more, and when again.
 *
 * @param window the time whose calls are judged
 * @param minimumCalls how many calls the window must have before they are judged
 * @param failureRate the share of failures, in percent, at which the breaker opens
 * @param openTime how long the instance is left alone then, more or less by a quarter, so that the gateway's replicas
 *     don't all come back at once
 * @param probes how many calls decide then whether it is well; no more than these reach it before
 */
record BreakerSettings(
        @JsonProperty @NotNull @MinDuration(value = 1, unit = TimeUnit.SECONDS)
        Duration window,

        @JsonProperty @Min(1) int minimumCalls,
        @JsonProperty @Min(1) @Max(100) int failureRate,

        @JsonProperty @NotNull @MinDuration(value = 100, unit = TimeUnit.MILLISECONDS)
        Duration openTime,

        @JsonProperty @Min(1) int probes) {

    private static final double JITTER = 0.25;

    CircuitBreaker build(String service, String instance) {
        var config = CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize((int) window.toSeconds())
                .minimumNumberOfCalls(minimumCalls)
                .failureRateThreshold(failureRate)
                .waitIntervalFunctionInOpenState(IntervalFunction.ofRandomized(openTime.toJavaDuration(), JITTER))
                .permittedNumberOfCallsInHalfOpenState(probes)
                .writableStackTraceEnabled(false)
                .build();
        CircuitBreaker breaker = CircuitBreaker.of(service + " " + instance, config);
        BreakerLog.follow(breaker);
        return breaker;
    }
}

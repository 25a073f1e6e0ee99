package io.gatehouse.users.throttle;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * How many failures are let pass: some at once, and then one every so often. What is left of an allowance is told by
 * one instant, when it is whole again (the generic cell rate algorithm).
 *
 * @param atOnce failures
 * @param thenEvery how long it takes until one more may fail
 */
public record Allowance(
        @JsonProperty @Min(1) @Max(1_000_000) int atOnce,

        @JsonProperty @NotNull @MinDuration(value = 1, unit = TimeUnit.SECONDS)
        Duration thenEvery) {

    /** From when on one more may fail. */
    Instant next(Instant wholeAt) {
        return wholeAt.minus(thenEvery.toJavaDuration().multipliedBy(atOnce - 1L));
    }
}

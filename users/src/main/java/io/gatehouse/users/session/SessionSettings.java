package io.gatehouse.users.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The {@code sessions} part of the configuration.
 *
 * @param lifetime from the login to the end, refreshed or not
 * @param idleTimeout from the last refresh to the end
 * @param perUser how many a user may have at once
 */
public record SessionSettings(
        @JsonProperty @NotNull @MinDuration(value = 1, unit = TimeUnit.MINUTES)
        Duration lifetime,

        @JsonProperty @NotNull @MinDuration(value = 1, unit = TimeUnit.MINUTES)
        Duration idleTimeout,

        @JsonProperty @Min(1) @Max(10_000) int perUser) {

    /** When a session ends that is used now and never again. */
    Instant expiry(Instant startedAt, Instant now) {
        Instant whenOld = startedAt.plus(lifetime.toJavaDuration());
        Instant whenIdle = now.plus(idleTimeout.toJavaDuration());
        return whenIdle.isBefore(whenOld) ? whenIdle : whenOld;
    }
}

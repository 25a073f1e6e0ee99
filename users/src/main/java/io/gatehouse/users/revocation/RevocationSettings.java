package io.gatehouse.users.revocation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import io.gatehouse.servicekit.token.AccessTokenLife;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;

/**
 * The {@code revocations} part of the configuration.
 *
 * @param history how long gateways can learn of a session's end; exceeds the longest life of an access token by more
 *     than the seconds that gateways let their clocks be apart
 */
public record RevocationSettings(
        @JsonProperty @NotNull @MinDuration(value = AccessTokenLife.LONGEST_HOURS + 1, unit = TimeUnit.HOURS)
        Duration history) {

    public Revocations build(Jdbi jdbi, Clock clock) {
        return new Revocations(jdbi, clock, history.toJavaDuration());
    }
}

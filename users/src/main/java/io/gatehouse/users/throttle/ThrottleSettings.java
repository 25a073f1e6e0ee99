package io.gatehouse.users.throttle;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/**
 * The {@code failedLogins} part of the configuration.
 *
 * @param perAccountAndNetwork failures of one account from one network
 * @param perNetwork failures of all accounts from one network
 * @param perAccount failures of one account from all networks; spent, it stops those networks from which the account
 *     has not logged in lately
 */
public record ThrottleSettings(
        @JsonProperty @NotNull @Valid Allowance perAccountAndNetwork,
        @JsonProperty @NotNull @Valid Allowance perNetwork,
        @JsonProperty @NotNull @Valid Allowance perAccount) {

    public Throttle build(Jdbi jdbi, Clock clock) {
        return new Throttle(jdbi, clock, this);
    }
}

package io.gatehouse.users;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import io.gatehouse.servicekit.caller.Trust;
import io.gatehouse.servicekit.database.DatabaseFactory;
import io.gatehouse.users.password.HashingFactory;
import io.gatehouse.users.revocation.RevocationSettings;
import io.gatehouse.users.session.SessionSettings;
import io.gatehouse.users.throttle.ThrottleSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.concurrent.TimeUnit;

/** What {@code users.yml} says, which explains each value. */
public final class UsersConfiguration extends Configuration {

    @NotNull
    @Valid
    private final DatabaseFactory database;

    @NotNull
    @Valid
    private final Trust trust;

    @NotNull
    @Valid
    private final HashingFactory passwords;

    @NotNull
    @Valid
    private final SessionSettings sessions;

    @NotNull
    @Valid
    private final RevocationSettings revocations;

    @NotNull
    @Valid
    private final ThrottleSettings failedLogins;

    @NotNull
    @MinDuration(value = 10, unit = TimeUnit.MILLISECONDS)
    private final Duration sweepEvery;

    private final boolean demoAccounts;

    public UsersConfiguration(
            @JsonProperty("database") DatabaseFactory database,
            @JsonProperty("trust") Trust trust,
            @JsonProperty("passwords") HashingFactory passwords,
            @JsonProperty("sessions") SessionSettings sessions,
            @JsonProperty("revocations") RevocationSettings revocations,
            @JsonProperty("failedLogins") ThrottleSettings failedLogins,
            @JsonProperty("sweepEvery") Duration sweepEvery,
            @JsonProperty("demoAccounts") boolean demoAccounts) {
        this.database = database;
        this.trust = trust;
        this.passwords = passwords;
        this.sessions = sessions;
        this.revocations = revocations;
        this.failedLogins = failedLogins;
        this.sweepEvery = sweepEvery;
        this.demoAccounts = demoAccounts;
    }

    public DatabaseFactory database() {
        return database;
    }

    Trust trust() {
        return trust;
    }

    HashingFactory passwords() {
        return passwords;
    }

    SessionSettings sessions() {
        return sessions;
    }

    RevocationSettings revocations() {
        return revocations;
    }

    ThrottleSettings failedLogins() {
        return failedLogins;
    }

    java.time.Duration sweepEvery() {
        return sweepEvery.toJavaDuration();
    }

    boolean demoAccounts() {
        return demoAccounts;
    }
}

package io.gatehouse.users;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.gatehouse.servicekit.caller.Trust;
import io.gatehouse.servicekit.database.DatabaseFactory;
import io.gatehouse.users.password.HashingPoolFactory;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

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
    private final HashingPoolFactory passwords;

    private final boolean demoAccounts;

    public UsersConfiguration(
            @JsonProperty("database") DatabaseFactory database,
            @JsonProperty("trust") Trust trust,
            @JsonProperty("passwords") HashingPoolFactory passwords,
            @JsonProperty("demoAccounts") boolean demoAccounts) {
        this.database = database;
        this.trust = trust;
        this.passwords = passwords;
        this.demoAccounts = demoAccounts;
    }

    public DatabaseFactory database() {
        return database;
    }

    Trust trust() {
        return trust;
    }

    HashingPoolFactory passwords() {
        return passwords;
    }

    boolean demoAccounts() {
        return demoAccounts;
    }
}

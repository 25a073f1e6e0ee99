package io.gatehouse.orders;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import io.gatehouse.servicekit.caller.Trust;
import io.gatehouse.servicekit.database.DatabaseFactory;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.concurrent.TimeUnit;

/** What {@code orders.yml} holds; the file says what each part is for. */
public final class OrdersConfiguration extends Configuration {

    @Valid
    @NotNull
    private final DatabaseFactory database;

    @Valid
    @NotNull
    private final Trust trust;

    @NotNull
    @MinDuration(value = 10, unit = TimeUnit.MILLISECONDS)
    private final Duration sweepIdempotencyKeysEvery;

    @JsonCreator
    OrdersConfiguration(
            @JsonProperty("database") DatabaseFactory database,
            @JsonProperty("trust") Trust trust,
            @JsonProperty("sweepIdempotencyKeysEvery") Duration sweepIdempotencyKeysEvery) {
        this.database = database;
        this.trust = trust;
        this.sweepIdempotencyKeysEvery = sweepIdempotencyKeysEvery;
    }

    DatabaseFactory database() {
        return database;
    }

    Trust trust() {
        return trust;
    }

    java.time.Duration sweepIdempotencyKeysEvery() {
        return sweepIdempotencyKeysEvery.toJavaDuration();
    }
}

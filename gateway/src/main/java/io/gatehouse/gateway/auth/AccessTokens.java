package io.gatehouse.gateway.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import io.gatehouse.servicekit.token.AccessTokenLife;
import io.gatehouse.servicekit.token.KeyFiles;
import io.gatehouse.servicekit.token.KeyWatch;
import io.gatehouse.servicekit.token.SigningRing;
import io.gatehouse.servicekit.token.TokenVerifier;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The {@code accessTokens} part of the configuration: how users' tokens are made and what is accepted.
 *
 * @param keys files of private keys; the first key signs, all verify. A change takes effect while serving
 * @param issuer the {@code iss} of our tokens
 * @param audience the {@code aud} of our tokens
 * @param life how long a token is good
 */
public record AccessTokens(
        @JsonProperty @NotNull KeyFiles keys,
        @JsonProperty @NotEmpty String issuer,
        @JsonProperty @NotEmpty String audience,

        @JsonProperty
        @NotNull
        @MinDuration(value = 1, unit = TimeUnit.SECONDS)
        @MaxDuration(value = AccessTokenLife.LONGEST_HOURS, unit = TimeUnit.HOURS)
        Duration life) {

    /** The {@code typ} of access tokens (RFC 9068 §2.1). */
    static final String TYPE = "at+jwt";

    /** How far the clocks of the gateways may be apart. */
    public static final java.time.Duration LEEWAY = java.time.Duration.ofSeconds(30);

    /** How long after its issue a token may still be accepted. */
    public java.time.Duration longestLife() {
        return life.toJavaDuration().plus(LEEWAY);
    }

    /** The keys, which follow their files for as long as the application runs. */
    public Supplier<SigningRing> watchKeys(Environment environment) {
        KeyWatch<SigningRing> watch = keys.watchPrivate("access", longestLife());
        return watch.start(environment);
    }

    /** What accepts the tokens that these keys sign. */
    public TokenVerifier verifier(Supplier<SigningRing> trusted, Clock clock) {
        return new TokenVerifier(
                () -> trusted.get().verification(), issuer, audience, TYPE, life.toJavaDuration(), LEEWAY, clock);
    }
}

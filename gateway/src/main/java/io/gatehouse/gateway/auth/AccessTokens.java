package io.gatehouse.gateway.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.gatehouse.servicekit.token.KeyFile;
import io.gatehouse.servicekit.token.SigningKey;
import io.gatehouse.servicekit.token.TokenVerifier;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code accessTokens} part of the configuration: how users' tokens are made and what is accepted.
 *
 * @param keys a file of private keys; the first signs, all verify. Null makes a key that lasts until the next start
 * @param issuer the {@code iss} of our tokens
 * @param audience the {@code aud} of our tokens
 * @param life how long a token is good
 */
public record AccessTokens(
        @JsonProperty @Nullable Path keys,
        @JsonProperty @NotEmpty String issuer,
        @JsonProperty @NotEmpty String audience,
        @JsonProperty @NotNull Duration life) {

    /** The {@code typ} of access tokens (RFC 9068 §2.1). */
    static final String TYPE = "at+jwt";

    private static final Logger log = LoggerFactory.getLogger(AccessTokens.class);

    /** The keys, the signing one first. */
    public List<SigningKey> loadKeys() {
        if (keys != null && !keys.toString().isEmpty()) {
            return KeyFile.readPrivate(keys);
        }
        log.warn("No key file is configured (ACCESS_KEYS): using a key of this process alone. "
                + "Its tokens end with it, and no second gateway accepts them.");
        return List.of(SigningKey.generate());
    }

    /** What accepts the tokens that these keys sign. */
    public TokenVerifier verifier(List<SigningKey> trusted, Clock clock) {
        return new TokenVerifier(
                trusted.stream().map(SigningKey::publicJwk).toList(),
                issuer,
                audience,
                TYPE,
                AccessTokenAuthenticator.LEEWAY,
                clock);
    }
}

package io.gatehouse.servicekit.caller;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.auth.CachingAuthenticator;
import io.dropwizard.core.setup.Environment;
import io.gatehouse.servicekit.problem.Problem;
import io.gatehouse.servicekit.problem.ProblemException;
import io.gatehouse.servicekit.token.KeyFiles;
import io.gatehouse.servicekit.token.TokenVerifier;
import io.gatehouse.servicekit.token.VerificationRing;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;

/**
 * Whom a service believes: the {@code trust} part of its configuration, which also puts the check in place.
 *
 * @param audience this service's name, which internal tokens must be made for
 * @param publicKeys files of the gateway's public internal keys, a JWK Set or PEM; a change takes effect while serving
 */
public record Trust(
        @JsonProperty @NotEmpty String audience,
        @JsonProperty @NotNull KeyFiles publicKeys) {

    /** The user for whom the gateway calls; only ever set by the gateway. */
    public static final String USER_ID_HEADER = "request-user-id";

    /** The {@code iss} of internal tokens. */
    public static final String ISSUER = "gatehouse-gateway";

    /** The {@code typ} of internal tokens, so that an access token can never pass for one. */
    public static final String TOKEN_TYPE = "gatehouse-internal+jwt";

    /** The type of the problem that answers a call from anyone but the gateway. */
    public static final String UNTRUSTED_TYPE = "urn:gatehouse:problem:untrusted-caller";

    private static final Problem UNTRUSTED =
            Problem.of(401, "This service answers the gateway only.").withType(UNTRUSTED_TYPE);

    private static final Duration LEEWAY = Duration.ofSeconds(10);
    private static final Duration CACHED = Duration.ofSeconds(20);

    static ProblemException untrusted() {
        return new ProblemException(UNTRUSTED).withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    /** Registers the check in front of all resources and makes {@link InternalCaller} an {@code @Auth} parameter. */
    public void guard(Environment environment, Clock clock) {
        var keys = publicKeys
                .watchPublic("internal-public", InternalTokenSigner.LIFE.plus(LEEWAY))
                .start(environment);
        var verifier = new TokenVerifier(keys, ISSUER, audience, TOKEN_TYPE, InternalTokenSigner.LIFE, LEEWAY, clock);
        var authenticator = new InternalCallerAuthenticator(verifier);
        var cached = new CachingAuthenticator<Asked, InternalCaller>(
                environment.metrics(),
                asked -> authenticator.authenticate(asked.credentials()),
                com.github.benmanes.caffeine.cache.Caffeine.newBuilder()
                        .maximumSize(10_000)
                        .expireAfterWrite(CACHED));
        environment.jersey().register(new InternalCallerFilter(credentials -> cached.authenticate(
                        new Asked(credentials, keys.get()))
                .filter(caller -> caller.expiresAt().plus(LEEWAY).isAfter(clock.instant()))));
        environment.jersey().register(new AuthValueFactoryProvider.Binder<>(InternalCaller.class));
    }

    /** What a caller is remembered by: with the keys change, nobody is remembered any more. */
    private record Asked(InternalCredentials credentials, VerificationRing keys) {}
}

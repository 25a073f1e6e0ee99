package io.gatehouse.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dropwizard.auth.Authenticator;
import io.gatehouse.servicekit.token.TokenRefusedException;
import io.gatehouse.servicekit.token.TokenVerifier;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Turns an access token into its caller. A verified token is remembered for some minutes, but never past its end. */
public final class AccessTokenAuthenticator implements Authenticator<String, Caller> {

    /** How far the clocks of the gateways may be apart. */
    public static final Duration LEEWAY = Duration.ofSeconds(30);

    static final String USER_TYPE = "user_type";

    private static final int REMEMBERED = 10_000;

    /** A token in use is verified again this often; one that is not used any more is forgotten. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final TokenVerifier verifier;
    private final Clock clock;
    private final Cache<String, Caller> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(LONGEST)
            .build();

    public AccessTokenAuthenticator(TokenVerifier verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    /**
     * The caller, or empty for a token that was never good.
     *
     * @throws ExpiredTokenException for a token that was good
     */
    @Override
    public Optional<Caller> authenticate(String token) throws ExpiredTokenException {
        Caller known = verified.getIfPresent(token);
        if (known != null && clock.instant().isBefore(known.expiresAt().plus(LEEWAY))) {
            return Optional.of(known);
        }
        verified.invalidate(token);
        try {
            Caller caller = caller(verifier.verify(token));
            verified.put(token, caller);
            return Optional.of(caller);
        } catch (TokenRefusedException e) {
            if (e.reason() == TokenRefusedException.Reason.EXPIRED) {
                throw new ExpiredTokenException();
            }
            return Optional.empty();
        } catch (JwtException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Caller caller(Claims claims) {
        String userType = claims.get(USER_TYPE, String.class);
        if (claims.getSubject() == null || userType == null || claims.getId() == null) {
            throw new IllegalArgumentException("a claim is missing");
        }
        return new Caller(
                Long.parseLong(claims.getSubject()),
                userType,
                claims.getExpiration().toInstant());
    }
}

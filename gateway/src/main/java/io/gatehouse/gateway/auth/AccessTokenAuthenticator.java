package io.gatehouse.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dropwizard.auth.Authenticator;
import io.gatehouse.servicekit.token.SigningRing;
import io.gatehouse.servicekit.token.TokenClaims;
import io.gatehouse.servicekit.token.TokenRefusedException;
import io.gatehouse.servicekit.token.TokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns an access token into its caller. A verified token is remembered for some minutes, but never past its end, the end
 * of its session or a change of the keys.
 */
public final class AccessTokenAuthenticator implements Authenticator<String, Caller> {

    static final String USER_TYPE = "user_type";

    /** The session's id (OpenID Connect Front-Channel Logout 1.0 §3). */
    static final String SESSION = "sid";

    private static final Pattern USER_ID = Pattern.compile("[1-9][0-9]{0,17}");

    private static final int REMEMBERED = 10_000;

    /** A token in use is verified again this often; one that is not used any more is forgotten. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final TokenVerifier verifier;
    private final Supplier<SigningRing> keys;
    private final SessionCheck sessions;
    private final Clock clock;
    private final Cache<String, Verified> verified = Caffeine.newBuilder()
            .executor(Runnable::run) // housekeeping costs less than to wake a thread for it
            .maximumSize(REMEMBERED)
            .expireAfterWrite(LONGEST)
            .build();

    /**
     * Accepts what the verifier accepts, of sessions that go on.
     *
     * @param keys those that the verifier asks
     */
    public AccessTokenAuthenticator(
            TokenVerifier verifier, Supplier<SigningRing> keys, SessionCheck sessions, Clock clock) {
        this.verifier = verifier;
        this.keys = keys;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * The caller, or empty for a token that was never good.
     *
     * @throws ExpiredTokenException for a token that was good
     */
    @Override
    public Optional<Caller> authenticate(String token) throws ExpiredTokenException {
        Verified known = verified.getIfPresent(token);
        if (known == null || !isStillGood(known)) {
            verified.invalidate(token);
            known = verify(token);
        }
        if (known == null) {
            return Optional.empty();
        } else if (sessions.isEnded(known.sessionId)) {
            throw new ExpiredTokenException();
        }
        return Optional.of(known.caller);
    }

    private boolean isStillGood(Verified known) {
        return known.keys == keys.get() && clock.instant().isBefore(known.until);
    }

    private @Nullable Verified verify(String token) throws ExpiredTokenException {
        try {
            SigningRing asked = keys.get();
            Verified fresh = verified(verifier.verify(token), asked);
            if (fresh != null) {
                verified.put(token, fresh);
            }
            return fresh;
        } catch (TokenRefusedException e) {
            if (e.reason() == TokenRefusedException.Reason.EXPIRED) {
                throw new ExpiredTokenException();
            }
            return null;
        }
    }

    /** Null when a claim is missing or none that we write. */
    private static @Nullable Verified verified(TokenClaims claims, SigningRing keys) {
        Long userId = userId(claims.subject());
        String userType = claims.text(USER_TYPE);
        String sessionId = claims.text(SESSION);
        return userId == null || userType == null || sessionId == null || claims.text("jti") == null
                ? null
                : new Verified(
                        new Caller(userId, userType, claims.expiresAt()), sessionId, claims.acceptedUntil(), keys);
    }

    private static @Nullable Long userId(@Nullable String subject) {
        return subject != null && USER_ID.matcher(subject).matches() ? Long.valueOf(subject) : null;
    }

    private record Verified(Caller caller, String sessionId, Instant until, SigningRing keys) {}
}

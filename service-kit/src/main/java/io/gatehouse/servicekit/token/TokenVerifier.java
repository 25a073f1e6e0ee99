package io.gatehouse.servicekit.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.servicekit.token.TokenRefusedException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Verifies compact JWTs: a known {@code kid}, its signature ({@link SignatureCheck}), and exactly the issuer, audience
 * and type that the verifier was made for (RFC 8725 §3). Safe for use by many threads; does no I/O.
 */
public final class TokenVerifier {

    /** {@code alg}, {@code typ} and {@code kid}. A token that brings its own key, or says where one is, is not ours. */
    private static final int HEADER_FIELDS = 3;

    private final Supplier<VerificationRing> keys;
    private final String issuer;
    private final String audience;
    private final String type;
    private final Duration life;
    private final Duration leeway;
    private final Clock clock;

    /**
     * Holds tokens to this.
     *
     * @param keys asked for each token
     * @param type the {@code typ} that tokens must have (RFC 8725 §3.11)
     * @param life how long after its issue a token is good at the most, whatever it says itself: what was signed for
     *     longer, under other settings, ends with what is known of its session
     * @param leeway how far the clocks of signer and verifier may be apart
     */
    public TokenVerifier(
            Supplier<VerificationRing> keys,
            String issuer,
            String audience,
            String type,
            Duration life,
            Duration leeway,
            Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.audience = audience;
        this.type = type;
        this.life = life;
        this.leeway = leeway;
        this.clock = clock;
    }

    /**
     * The claims of a good token.
     *
     * @throws TokenRefusedException for any other
     */
    public TokenClaims verify(String text) throws TokenRefusedException {
        Instant now = clock.instant();
        CompactToken token = CompactToken.parse(text);
        VerificationRing ring = keys.get();
        VerificationKey key = ring.find(keyId(token.header()), now);
        if (key == null) {
            throw refused("no key of ours has its kid");
        }
        var claims =
                new TokenClaims(StrictObject.parse(SignatureCheck.payload(key, token)), ring.end(key), life, leeway);
        check(claims, now);
        return claims;
    }

    private String keyId(ObjectNode header) throws TokenRefusedException {
        String id = header.path("kid").textValue();
        if (id == null || !type.equals(header.path("typ").textValue()) || header.size() != HEADER_FIELDS) {
            throw refused("another type, no kid, or header fields that are not ours");
        }
        return id;
    }

    private void check(TokenClaims claims, Instant now) throws TokenRefusedException {
        boolean timed = claims.time("iat") != null && claims.time("exp") != null;
        if (!issuer.equals(claims.text("iss")) || !claims.isFor(audience) || !timed) {
            throw refused("another issuer or audience, or no time");
        }
        Instant begins = claims.time("nbf");
        if (claims.has("nbf") && (begins == null || begins.isAfter(now.plus(leeway)))) {
            throw refused("not good yet");
        }
        if (!now.isBefore(claims.expiresAt().plus(leeway))) {
            throw new TokenRefusedException(Reason.EXPIRED, "expired");
        }
    }

    private static TokenRefusedException refused(String message) {
        return new TokenRefusedException(Reason.CORRUPTED, message);
    }
}

package io.gatehouse.servicekit.token;

import io.gatehouse.servicekit.token.TokenRefusedException.Reason;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.LocatorAdapter;
import io.jsonwebtoken.security.EcPublicJwk;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies compact JWTs: ES256 and nothing else, a known {@code kid}, and exactly the issuer, audience and type that
 * the verifier was made for (RFC 8725 §3). Safe for use by many threads; does no I/O.
 */
public final class TokenVerifier {

    /** Header fields that our signers write. A token that brings its own key, or a crit, is not one of ours. */
    private static final Set<String> KNOWN_HEADERS = Set.of("alg", "typ", "kid");

    private final JwtParser parser;
    private final String issuer;
    private final String audience;
    private final String type;

    /**
     * @param type the {@code typ} that tokens must have (RFC 8725 §3.11)
     * @param leeway how far the clocks of signer and verifier may be apart
     */
    public TokenVerifier(
            Collection<EcPublicJwk> keys, String issuer, String audience, String type, Duration leeway, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.type = type;
        this.parser = Jwts.parser()
                .keyLocator(new ById(keys))
                .sig()
                .clear()
                .add(Jwts.SIG.ES256)
                .and()
                .clock(() -> Date.from(clock.instant()))
                .clockSkewSeconds(leeway.toSeconds())
                .build();
    }

    /**
     * The claims of a good token.
     *
     * @throws TokenRefusedException for any other
     */
    public Claims verify(String token) throws TokenRefusedException {
        if (!CompactForm.isCanonical(token)) {
            throw new TokenRefusedException(Reason.CORRUPTED, "not a canonical compact JWS");
        }
        try {
            Jws<Claims> jws = parser.parseSignedClaims(token);
            check(jws.getHeader(), jws.getPayload());
            return jws.getPayload();
        } catch (ExpiredJwtException e) {
            check((JwsHeader) e.getHeader(), e.getClaims());
            throw new TokenRefusedException(Reason.EXPIRED, "expired");
        } catch (JwtException | IllegalArgumentException e) {
            throw new TokenRefusedException(Reason.CORRUPTED, e.getClass().getSimpleName());
        }
    }

    private void check(JwsHeader header, Claims claims) throws TokenRefusedException {
        boolean ours = KNOWN_HEADERS.containsAll(header.keySet())
                && type.equals(header.getType())
                && issuer.equals(claims.getIssuer())
                && Set.of(audience).equals(claims.getAudience())
                && claims.getIssuedAt() != null
                && claims.getExpiration() != null;
        if (!ours) {
            throw new TokenRefusedException(Reason.CORRUPTED, "another issuer, audience or type");
        }
    }

    private static final class ById extends LocatorAdapter<Key> {

        private final Map<String, Key> keys = new HashMap<>();

        ById(Collection<EcPublicJwk> jwks) {
            jwks.forEach(jwk -> keys.put(jwk.getId(), jwk.toKey()));
        }

        @Override
        protected @Nullable Key locate(JwsHeader header) {
            return keys.get(header.getKeyId());
        }
    }
}

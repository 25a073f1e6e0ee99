package io.gatehouse.servicekit.caller;

import io.gatehouse.servicekit.token.SigningKey;
import io.jsonwebtoken.Jwts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Makes the short-lived tokens by which services know the gateway. Only the gateway holds the key. */
public final class InternalTokenSigner {

    /** How long a token is good. */
    public static final Duration LIFE = Duration.ofSeconds(60);

    private final SigningKey key;
    private final Clock clock;

    public InternalTokenSigner(SigningKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * A token for one service and one user.
     *
     * @param audience the service's name
     * @param userId the user for whom the gateway calls, or null for nobody
     */
    public String sign(String audience, @Nullable Long userId) {
        Instant now = clock.instant();
        return Jwts.builder()
                .header()
                .type(Trust.TOKEN_TYPE)
                .keyId(key.id())
                .and()
                .issuer(Trust.ISSUER)
                .audience()
                .add(audience)
                .and()
                .subject(userId == null ? null : userId.toString())
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(LIFE)))
                .signWith(key.privateKey(), Jwts.SIG.ES256)
                .compact();
    }
}

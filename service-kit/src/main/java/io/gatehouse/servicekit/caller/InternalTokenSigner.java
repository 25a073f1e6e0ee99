package io.gatehouse.servicekit.caller;

import io.gatehouse.servicekit.token.SigningKey;
import io.jsonwebtoken.Jwts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the short-lived tokens by which services know the gateway. Only the gateway holds the key. */
public final class InternalTokenSigner {

    /** How long a token is good. */
    public static final Duration LIFE = Duration.ofSeconds(60);

    private final Function<Instant, SigningKey> keys;
    private final Clock clock;

    /**
     * Signs with the key of the time.
     *
     * @param keys the key that signs at a time
     */
    public InternalTokenSigner(Function<Instant, SigningKey> keys, Clock clock) {
        this.keys = keys;
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
        SigningKey key = keys.apply(now);
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

package io.gatehouse.gateway.auth;

import io.gatehouse.servicekit.token.SigningKey;
import io.jsonwebtoken.Jwts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.Function;

/** Makes access tokens: ES256-signed JWTs in the profile of RFC 9068. */
public final class AccessTokenIssuer {

    private final AccessTokens settings;
    private final Function<Instant, SigningKey> keys;
    private final Clock clock;

    /**
     * Issues as the configuration says.
     *
     * @param keys the key that signs at a time
     */
    public AccessTokenIssuer(AccessTokens settings, Function<Instant, SigningKey> keys, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    /** How long a token is good. */
    public Duration life() {
        return settings.life().toJavaDuration();
    }

    /** A token for a user who has just proved who they are, good for as long as the session goes on. */
    public String issue(long userId, String userType, String sessionId) {
        Instant now = clock.instant();
        SigningKey key = keys.apply(now);
        return Jwts.builder()
                .header()
                .type(AccessTokens.TYPE)
                .keyId(key.id())
                .and()
                .issuer(settings.issuer())
                .audience()
                .add(settings.audience())
                .and()
                .subject(Long.toString(userId))
                .claim(AccessTokenAuthenticator.USER_TYPE, userType)
                .claim(AccessTokenAuthenticator.SESSION, sessionId)
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(life())))
                .id(UUID.randomUUID().toString())
                .signWith(key.privateKey(), Jwts.SIG.ES256)
                .compact();
    }
}

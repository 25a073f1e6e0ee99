package io.gatehouse.gateway.auth;

import io.gatehouse.servicekit.token.SigningKey;
import io.jsonwebtoken.Jwts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Makes access tokens: ES256-signed JWTs in the profile of RFC 9068. */
public final class AccessTokenIssuer {

    private final AccessTokens settings;
    private final SigningKey key;
    private final Clock clock;

    public AccessTokenIssuer(AccessTokens settings, SigningKey key, Clock clock) {
        this.settings = settings;
        this.key = key;
        this.clock = clock;
    }

    /** How long a token is good. */
    public Duration life() {
        return settings.life().toJavaDuration();
    }

    /** A token for a user who has just proved who they are. */
    public String issue(long userId, String userType) {
        Instant now = clock.instant();
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
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(life())))
                .id(UUID.randomUUID().toString())
                .signWith(key.privateKey(), Jwts.SIG.ES256)
                .compact();
    }
}

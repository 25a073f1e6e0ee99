package io.gatehouse.gateway.auth;

import java.security.Principal;
import java.time.Instant;

/**
 * A logged-in user, as an access token states it.
 *
 * @param id the user's id, the token's {@code sub}
 * @param userType the user's type at the time of the login
 * @param expiresAt when the token ends
 */
public record Caller(long id, String userType, Instant expiresAt) implements Principal {

    @Override
    public String getName() {
        return Long.toString(id);
    }
}

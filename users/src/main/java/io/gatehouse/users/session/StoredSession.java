package io.gatehouse.users.session;

import java.time.Instant;

/**
 * A session as it is stored.
 *
 * @param verifierHash tells the one valid token of the session from those that are spent
 */
record StoredSession(String id, long userId, String verifierHash, Instant startedAt, Instant expiresAt) {

    @Override
    public String toString() {
        return "StoredSession[id=" + id + ", userId=" + userId + "]";
    }
}

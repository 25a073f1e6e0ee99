package io.gatehouse.gateway.auth;

import io.gatehouse.servicekit.problem.ProblemException;

/** Tells of a session whether it has been ended. Asked for every request with an access token: it must not block. */
@FunctionalInterface
public interface SessionCheck {

    /** For a gateway that does not hear of ended sessions: tokens are good until they expire. */
    SessionCheck NONE = sessionId -> false;

    /**
     * Whether the session was ended by a logout, a new password, or the loss of the account or its rights.
     *
     * @param sessionId a token's {@code sid}
     * @throws ProblemException 503 when that can't be told, and the configuration says to refuse then
     */
    boolean isEnded(String sessionId);
}

package io.gatehouse.users.session;

import io.dropwizard.jackson.JsonSnakeCase;
import io.gatehouse.users.user.UserType;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A session after a login or a refresh; what the gateway issues an access token on.
 *
 * @param id the user's
 * @param userType as it is at this moment
 * @param sessionId the same from login to logout, and no secret
 * @param refreshToken good for one refresh
 */
@JsonSnakeCase
@Schema(description = "A session and whose it is.", example = """
                {"id": 1, "user_type": "admin", "session_id": "0b7a3d52-6c1f-4f0e-9a53-8d2b7c9e4f10",
                 "refresh_token": "qVJ4dzm0xPdtHPZ0cVtC5rwSGDb5h0mpyaWJrrE5vJM"}""")
public record OpenSession(long id, UserType userType, String sessionId, String refreshToken) {

    /** Without the token. */
    @Override
    public String toString() {
        return "OpenSession[id=" + id + ", sessionId=" + sessionId + "]";
    }
}

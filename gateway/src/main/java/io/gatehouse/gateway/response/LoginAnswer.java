package io.gatehouse.gateway.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.gateway.auth.AccessTokenIssuer;
import io.gatehouse.gateway.upstream.UpstreamAnswer;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns "this is the user, and their session" into the answer of a login or refresh: tokens (RFC 6749 §5.1). */
final class LoginAnswer {

    private final AccessTokenIssuer issuer;
    private final ObjectMapper json;

    LoginAnswer(AccessTokenIssuer issuer, ObjectMapper json) {
        this.issuer = issuer;
        this.json = json;
    }

    /**
     * The answer for the client.
     *
     * @throws IOException when the service did not name a user and a session
     */
    Response response(UpstreamAnswer answer) throws IOException {
        JsonNode user = json.readTree(answer.body());
        if (!user.path("id").isIntegralNumber()
                || !user.path("user_type").isTextual()
                || !user.path("session_id").isTextual()) {
            throw new IOException("the login answer names no user and session");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "access_token",
                issuer.issue(
                        user.get("id").longValue(),
                        user.get("user_type").textValue(),
                        user.get("session_id").textValue()));
        body.put("token_type", "bearer");
        body.put("expires_in", issuer.life().toSeconds());
        if (user.path("refresh_token").isTextual()) {
            body.put("refresh_token", user.get("refresh_token").textValue());
        }
        return Response.ok(json.writeValueAsBytes(body), MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }
}

package io.gatehouse.servicekit.caller;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an internal call brings to prove itself.
 *
 * @param token the internal token, compact
 * @param userId the value of {@code request-user-id}, or null without one
 */
record InternalCredentials(String token, @Nullable String userId) {

    private static final String BEARER = "Bearer ";

    /** Null unless there is exactly one bearer token and at most one user id. */
    static @Nullable InternalCredentials from(MultivaluedMap<String, String> headers) {
        List<String> authorization = headers.getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
        List<String> userId = headers.getOrDefault(Trust.USER_ID_HEADER, List.of());
        if (authorization.size() != 1
                || userId.size() > 1
                || !authorization.get(0).startsWith(BEARER)) {
            return null;
        }
        return new InternalCredentials(
                authorization.get(0).substring(BEARER.length()), userId.isEmpty() ? null : userId.get(0));
    }

    @Override
    public String toString() {
        return "InternalCredentials[userId=" + userId + "]";
    }
}

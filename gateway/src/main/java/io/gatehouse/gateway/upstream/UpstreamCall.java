package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.forward.Forwarding;
import io.gatehouse.gateway.route.Match;
import io.gatehouse.gateway.telemetry.Exchange;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jspecify.annotations.Nullable;

/**
 * A call to make.
 *
 * @param match the route and the path at its service
 * @param method the client's method, which is the route's, or HEAD on a route for GET
 * @param rawQuery the query as it was sent, still encoded
 * @param headers the client's headers, all of them
 * @param body the client's body, or null without one
 * @param userId for whom the call is made, or null for nobody
 * @param forwarding how the request came to the gateway, or null when nobody's did
 * @param requestId the request's id
 * @param exchange what is told of the request, for the calls made
 * @param memory from where the answer's bytes are taken
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that pass through and are never compared
public record UpstreamCall(
        Match.Found match,
        String method,
        @Nullable String rawQuery,
        MultivaluedMap<String, String> headers,
        byte @Nullable [] body,
        @Nullable Long userId,
        @Nullable Forwarding forwarding,
        String requestId,
        Exchange exchange,
        BufferBudget.Share memory) {}

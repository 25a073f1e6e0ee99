package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.route.Route;
import io.gatehouse.gateway.telemetry.Call;
import io.gatehouse.gateway.telemetry.TraceContext;
import io.gatehouse.servicekit.caller.Trust;
import io.gatehouse.servicekit.request.RequestId;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Calls instances of services with the JAX-RS client, in the gateway's name. No thread waits for the answer. */
final class UpstreamClient {

    private final Client client;
    private final InternalTokens tokens;

    UpstreamClient(Client client, InternalTokens tokens) {
        this.client = client;
        this.tokens = tokens;
    }

    /** An instance, for all calls to it: JAX-RS builds and checks much for each new one. */
    WebTarget web(Target target) {
        return client.target(target.url());
    }

    /**
     * Sends an attempt to an instance, as {@link Channel} says.
     *
     * @param told of whose trace the service is told
     */
    CompletionStage<UpstreamAnswer> send(Attempt attempt, Target target, WebTarget web, Call told) {
        UpstreamCall call = attempt.call();
        Route route = call.match().route();
        String path = call.match().upstreamPath();
        String query = call.rawQuery();
        try {
            return web.request()
                    .headers(headers(call, told))
                    .property(
                            CallLimits.PROPERTY,
                            new CallLimits(attempt.timeouts(), route.maxResponseBody(), call.memory()))
                    .property(
                            RawContent.PROPERTY,
                            new RawContent(query == null ? path : path + '?' + RawQuery.forWire(query), call.body()))
                    .property(Target.PROPERTY, target)
                    .rx()
                    .method(call.method())
                    .thenApply(answer -> answer(call.method(), answer));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private MultivaluedMap<String, Object> headers(UpstreamCall call, Call told) {
        Route route = call.match().route();
        MultivaluedMap<String, Object> headers = CrossingHeaders.inward(call.headers());
        headers.putSingle(
                HttpHeaders.AUTHORIZATION, tokens.authorization(route.service().name(), call.userId()));
        if (call.userId() != null) {
            headers.putSingle(Trust.USER_ID_HEADER, call.userId().toString());
        }
        headers.putSingle(RequestId.HEADER, call.requestId());
        headers.putSingle(TraceContext.PARENT, told.traceParent());
        if (told.traceState() != null) {
            headers.putSingle(TraceContext.STATE, told.traceState());
        }
        if (call.forwarding() != null) {
            ForwardedFields.add(call.forwarding(), headers);
        }
        Conditions.adapt(route, headers);
        return headers;
    }

    private static UpstreamAnswer answer(String method, Response response) {
        try (InputStream body = response.readEntity(InputStream.class)) {
            MultivaluedMap<String, Object> headers = CrossingHeaders.outward(response.getStringHeaders());
            String length = response.getHeaderString(HttpHeaders.CONTENT_LENGTH);
            if (method.equals(HttpMethod.HEAD) && length != null) { // that of the body which GET would bring
                headers.putSingle(HttpHeaders.CONTENT_LENGTH, length);
            }
            return new UpstreamAnswer(response.getStatus(), headers, body.readAllBytes());
        } catch (IOException | ProcessingException e) { // a Content-Type that Jersey can't read, for instance
            throw UpstreamFailures.classify(e);
        }
    }
}

package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.route.Route;
import io.gatehouse.servicekit.caller.Trust;
import io.gatehouse.servicekit.request.RequestId;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.CompletionStage;

/** Calls services with the JAX-RS client, in the gateway's name. No thread waits for the answer. */
public final class UpstreamClient {

    private final Client client;
    private final InternalTokens tokens;

    public UpstreamClient(Client client, InternalTokens tokens) {
        this.client = client;
        this.tokens = tokens;
    }

    /** The answer, or a failure that is an {@link UpstreamException} at its root. */
    public CompletionStage<UpstreamAnswer> call(UpstreamCall call) {
        Route route = call.match().route();
        String query = call.rawQuery();
        return client.target(
                        URI.create(route.service().urls().get(0) + call.match().upstreamPath()))
                .request()
                .headers(headers(call))
                .property(CallLimits.PROPERTY, new CallLimits(route.timeouts(), route.maxResponseBody(), call.memory()))
                .property(
                        RawContent.PROPERTY,
                        new RawContent(query == null ? null : RawQuery.forWire(query), call.body()))
                .rx()
                .method(call.method())
                .thenApply(answer -> answer(call.method(), answer));
    }

    private MultivaluedMap<String, Object> headers(UpstreamCall call) {
        Route route = call.match().route();
        MultivaluedMap<String, Object> headers = CrossingHeaders.inward(call.headers());
        headers.putSingle(
                HttpHeaders.AUTHORIZATION, tokens.authorization(route.service().name(), call.userId()));
        if (call.userId() != null) {
            headers.putSingle(Trust.USER_ID_HEADER, call.userId().toString());
        }
        headers.putSingle(RequestId.HEADER, call.requestId());
        ForwardedFields.add(call.forwarding(), headers);
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

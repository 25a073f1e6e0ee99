package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.route.Route;
import io.gatehouse.servicekit.caller.Trust;
import io.gatehouse.servicekit.problem.ProblemException;
import io.gatehouse.servicekit.request.RequestId;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

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
        var invoker = client.target(uri(call))
                .request()
                .headers(headers(call))
                .property(CallLimits.PROPERTY, new CallLimits(route.timeouts(), route.maxResponseBody(), call.memory()))
                .rx();
        byte[] body = call.body();
        CompletionStage<Response> answer = body == null
                ? invoker.method(call.method())
                : invoker.method(call.method(), Entity.entity(body, variant(call.headers())));
        return answer.thenApply(UpstreamClient::answer);
    }

    private static URI uri(UpstreamCall call) {
        String query = call.rawQuery() == null ? "" : "?" + call.rawQuery();
        try {
            return URI.create(
                    call.match().route().service().urls().get(0) + call.match().upstreamPath() + query);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(400, "The query is malformed: percent-encode what is not allowed in a URI.");
        }
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
        if (!route.responseFields().isEmpty() || route.issueToken()) {
            headers.remove(HttpHeaders.ACCEPT_ENCODING);
            headers.keySet().removeIf(HttpHeaders.ACCEPT_ENCODING::equalsIgnoreCase);
            headers.putSingle(HttpHeaders.ACCEPT_ENCODING, "identity");
        }
        return headers;
    }

    private static Variant variant(MultivaluedMap<String, String> headers) {
        try {
            @Nullable String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
            return new Variant(
                    type == null ? MediaType.APPLICATION_OCTET_STREAM_TYPE : MediaType.valueOf(type),
                    headers.getFirst(HttpHeaders.CONTENT_LANGUAGE),
                    headers.getFirst(HttpHeaders.CONTENT_ENCODING));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(415, "The Content-Type header is malformed.");
        }
    }

    private static UpstreamAnswer answer(Response response) {
        try (InputStream body = response.readEntity(InputStream.class)) {
            return new UpstreamAnswer(
                    response.getStatus(), CrossingHeaders.outward(response.getStringHeaders()), body.readAllBytes());
        } catch (IOException | ProcessingException e) { // a Content-Type that Jersey can't read, for instance
            throw UpstreamFailures.classify(e);
        }
    }
}

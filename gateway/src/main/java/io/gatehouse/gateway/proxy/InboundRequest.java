package io.gatehouse.gateway.proxy;

import io.gatehouse.gateway.telemetry.Exchange;
import io.gatehouse.gateway.upstream.BufferBudget;
import io.gatehouse.servicekit.problem.ProblemException;
import io.gatehouse.servicekit.request.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.glassfish.jersey.server.ContainerRequest;
import org.jspecify.annotations.Nullable;

/** A client's request, as the pipeline sees it. */
final class InboundRequest {

    private final ContainerRequest request;
    private final String rawPath;
    private final @Nullable String rawQuery;
    private final long announcedBody;
    private final Exchange exchange = new Exchange();

    /** @param target where path and query stand as they were sent; Jersey's own view has them mended */
    InboundRequest(ContainerRequest request, HttpServletRequest target) {
        this.request = request;
        this.rawPath = target.getRequestURI();
        this.rawQuery = target.getQueryString();
        this.announcedBody = target.getContentLengthLong();
    }

    String id() {
        return RequestId.of(request);
    }

    /** What is told of the request when it ends. */
    Exchange exchange() {
        return exchange;
    }

    String method() {
        return request.getMethod();
    }

    /** The path as it was sent, still encoded. */
    String rawPath() {
        return rawPath;
    }

    /** The query as it was sent, still encoded, or null without one. */
    @Nullable
    String rawQuery() {
        return rawQuery;
    }

    MultivaluedMap<String, String> headers() {
        return request.getHeaders();
    }

    /**
     * The body, or null without one. It has arrived already: {@link BodyFirst} saw to that.
     *
     * @param limit the most bytes it may have
     * @throws ProblemException 413 beyond the limit, before reading when the length is announced
     */
    byte @Nullable [] body(int limit, BufferBudget.Share memory) {
        if (announcedBody > limit) {
            throw tooLarge(limit);
        }
        // With neither header there is no body (RFC 9112 §6.3).
        boolean chunked = announcedBody < 0 && request.getHeaderString("Transfer-Encoding") != null;
        if (announcedBody <= 0 && !chunked) {
            return null;
        }
        if (!memory.take(chunked ? limit : announcedBody)) {
            throw new ProblemException(503, "Service is unavailable.").withHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        try {
            byte[] body = request.getEntityStream().readNBytes(limit);
            if (body.length == limit && request.getEntityStream().read() >= 0) {
                throw tooLarge(limit);
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemException tooLarge(int limit) {
        return new ProblemException(413, "The request body is above the " + limit + " bytes that this route takes.");
    }
}

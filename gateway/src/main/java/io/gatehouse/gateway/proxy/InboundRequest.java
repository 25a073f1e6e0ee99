package io.gatehouse.gateway.proxy;

import io.gatehouse.gateway.forward.Forwarding;
import io.gatehouse.gateway.inbound.BodyFirst;
import io.gatehouse.gateway.telemetry.Exchange;
import io.gatehouse.servicekit.problem.ProblemException;
import io.gatehouse.servicekit.request.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Set;
import org.glassfish.jersey.server.ContainerRequest;
import org.jspecify.annotations.Nullable;

/** A client's request, as the pipeline sees it. */
final class InboundRequest {

    private static final String ATTRIBUTE = InboundRequest.class.getName();

    private final ContainerRequest request;
    private final HttpServletRequest target;
    private final String rawPath;
    private final @Nullable String rawQuery;
    private final long announcedBody;
    private final byte @Nullable [] body;
    private final Exchange exchange;

    /** @param target where path and query stand as they were sent; Jersey's own view has them mended */
    private InboundRequest(ContainerRequest request, HttpServletRequest target) {
        this.request = request;
        this.rawPath = target.getRequestURI();
        this.rawQuery = target.getQueryString();
        this.announcedBody = target.getContentLengthLong();
        this.body = (byte[]) target.getAttribute(BodyFirst.BODY);
        this.exchange = (Exchange) target.getAttribute(Exchange.ATTRIBUTE);
        this.target = target;
    }

    /** Makes a servlet request known to {@link #of}. */
    static void tell(HttpServletRequest target) {
        target.setAttribute(ATTRIBUTE, target);
    }

    static InboundRequest of(ContainerRequest request) {
        return new InboundRequest(request, (HttpServletRequest) request.getProperty(ATTRIBUTE));
    }

    /** The same as servlets see it. */
    HttpServletRequest target() {
        return target;
    }

    String id() {
        return RequestId.of(request);
    }

    /** Whether it is one by which the gateway only warms up. */
    boolean isRehearsal() {
        return target.getAttribute(Exchange.UNTOLD) != null;
    }

    /** What is told of the request when it ends. */
    Exchange exchange() {
        return exchange;
    }

    /** How the request came to the gateway, and from which client. */
    Forwarding forwarding() {
        return target.getAttribute(Forwarding.ATTRIBUTE) instanceof Forwarding told
                ? told
                : Forwarding.direct(target.getRemoteAddr(), target.getScheme(), target.getHeader(HttpHeaders.HOST));
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

    /** The client's IP address: that of its connection, unless a trusted proxy says otherwise. */
    String clientAddress() {
        return forwarding().client();
    }

    MultivaluedMap<String, String> headers() {
        return request.getHeaders();
    }

    /** The same to read only, for those who look for credentials. */
    HttpHeaders allHeaders() {
        return request;
    }

    /** Takes away the headers that no service is to see. */
    void forget(Set<String> names) {
        names.forEach(request.getHeaders()::remove);
    }

    /**
     * The body, or null without one. It has arrived already: {@link BodyFirst} saw to that.
     *
     * @param limit the most bytes it may have
     * @throws ProblemException 413 beyond the limit
     */
    byte @Nullable [] body(int limit) {
        if (announcedBody > limit || (body != null && body.length > limit)) {
            throw tooLarge(limit);
        }
        return body;
    }

    private static ProblemException tooLarge(int limit) {
        return new ProblemException(413, "The request body is above the " + limit + " bytes that this route takes.");
    }
}

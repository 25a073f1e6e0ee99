package io.gatehouse.gateway.telemetry;

import java.net.URI;
import org.eclipse.jetty.server.Request;

/** The span of one request. */
public interface RequestSpan {

    /** The trace that it belongs to, and itself in it. */
    TraceContext context();

    /**
     * A call begins, as its child.
     *
     * @param exchange the request, with this call among its attempts
     * @param base the instance's URL without a path
     */
    CallSpan call(Exchange exchange, URI base, String method);

    /** The request has been answered, or has failed. */
    void end(Request request, int status, Exchange exchange);
}

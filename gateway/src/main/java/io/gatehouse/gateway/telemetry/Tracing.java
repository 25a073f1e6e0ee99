package io.gatehouse.gateway.telemetry;

import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Records spans of requests and sends them to whoever collects them. Never blocks, never fails a request. */
@FunctionalInterface
public interface Tracing {

    /**
     * A request has come.
     *
     * @param received its place in the client's trace, or null without one
     */
    RequestSpan begin(Request request, @Nullable TraceContext received);
}

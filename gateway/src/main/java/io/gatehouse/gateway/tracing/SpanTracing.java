package io.gatehouse.gateway.tracing;

import io.gatehouse.gateway.telemetry.RequestSpan;
import io.gatehouse.gateway.telemetry.TraceContext;
import io.gatehouse.gateway.telemetry.Tracing;
import io.gatehouse.servicekit.request.LoggedPath;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A span for each request, in the client's trace when there is one. */
final class SpanTracing implements Tracing {

    private final Tracer tracer;

    SpanTracing(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public RequestSpan begin(Request request, @Nullable TraceContext received) {
        Span span = tracer.spanBuilder(Attribute.method(request.getMethod()))
                .setSpanKind(SpanKind.SERVER)
                .setParent(received == null ? Context.root() : Context.root().with(Span.wrap(remote(received))))
                .setAttribute(Attribute.METHOD, Attribute.method(request.getMethod()))
                .setAttribute(Attribute.SCHEME, request.getHttpURI().getScheme())
                .setAttribute(Attribute.PATH, path(request))
                .startSpan();
        return new ServerSpan(tracer, span, received == null ? null : received.state());
    }

    private static String path(Request request) {
        String path = request.getHttpURI().getPath();
        return path == null ? "" : LoggedPath.of(path);
    }

    private static SpanContext remote(TraceContext received) {
        return SpanContext.createFromRemoteParent(
                received.traceId(),
                received.spanId(),
                received.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                received.state() == null ? TraceState.getDefault() : state(received.state()));
    }

    private static TraceState state(String members) {
        TraceStateBuilder state = TraceState.builder();
        String[] each = members.split(",", -1);
        for (int i = each.length - 1; i >= 0; i--) { // each is put before those that are there
            int equals = each[i].indexOf('=');
            state.put(each[i].substring(0, equals), each[i].substring(equals + 1));
        }
        return state.build();
    }
}

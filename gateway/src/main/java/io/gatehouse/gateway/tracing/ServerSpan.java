package io.gatehouse.gateway.tracing;

import io.gatehouse.gateway.route.Match;
import io.gatehouse.gateway.telemetry.CallSpan;
import io.gatehouse.gateway.telemetry.Exchange;
import io.gatehouse.gateway.telemetry.RequestSpan;
import io.gatehouse.gateway.telemetry.TraceContext;
import io.gatehouse.servicekit.request.LoggedPath;
import io.gatehouse.servicekit.request.RequestId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.util.Objects;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The span of one request. What it says of the request is put in at its end, when all is known. */
final class ServerSpan implements RequestSpan {

    private final Tracer tracer;
    private final Span span;
    private final TraceContext context;

    ServerSpan(Tracer tracer, Span span, @Nullable String state) {
        this.tracer = tracer;
        this.span = span;
        SpanContext own = span.getSpanContext();
        this.context = new TraceContext(own.getTraceId(), own.getSpanId(), own.isSampled(), state);
    }

    @Override
    public TraceContext context() {
        return context;
    }

    @Override
    public CallSpan call(Exchange exchange, URI base, String method) {
        Match.Found match = Objects.requireNonNull(exchange.match());
        Span call = tracer.spanBuilder(method + ' ' + match.route().upstreamPath())
                .setSpanKind(SpanKind.CLIENT)
                .setParent(Context.root().with(span))
                .startSpan();
        if (call.isRecording()) {
            call.setAttribute(Attribute.METHOD, Attribute.method(method));
            call.setAttribute(Attribute.PEER, match.route().service().name());
            call.setAttribute(Attribute.SERVER, base.getHost());
            call.setAttribute(Attribute.SERVER_PORT, (long) port(base));
            call.setAttribute(Attribute.FULL_URL, base + LoggedPath.of(match.upstreamPath()));
            if (exchange.attempts() > 1) {
                call.setAttribute(Attribute.RESEND_COUNT, exchange.attempts() - 1L);
            }
        }
        return new ClientSpan(call);
    }

    private static int port(URI base) {
        return base.getPort() >= 0 ? base.getPort() : "https".equals(base.getScheme()) ? 443 : 80;
    }

    @Override
    public void end(Request request, int status, Exchange exchange) {
        if (span.isRecording()) {
            describe(request, status, exchange);
        }
        span.end();
    }

    private void describe(Request request, int status, Exchange exchange) {
        Match.Found match = exchange.match();
        if (match != null) {
            String route = match.basePath() + match.route().path();
            span.updateName(Attribute.method(request.getMethod()) + ' ' + route);
            span.setAttribute(Attribute.ROUTE, route);
        }
        String outcome = exchange.outcome(status).label();
        span.setAttribute(Attribute.STATUS, (long) status);
        span.setAttribute(Attribute.OUTCOME, outcome);
        span.setAttribute(Attribute.REQUEST_ID, RequestId.of(request));
        span.setAttribute(Attribute.SERVER, Request.getServerName(request));
        span.setAttribute(Attribute.SERVER_PORT, (long) Request.getServerPort(request));
        span.setAttribute(Attribute.CLIENT, Request.getRemoteAddr(request));
        if (exchange.callerId() != null) {
            span.setAttribute(Attribute.USER, exchange.callerId().toString());
        }
        if (status >= 500) {
            span.setAttribute(Attribute.ERROR, outcome);
            span.setStatus(StatusCode.ERROR);
        }
    }
}

package io.gatehouse.gateway.tracing;

import io.gatehouse.gateway.telemetry.CallSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** The span of one call to a service. */
final class ClientSpan implements CallSpan {

    private final Span span;

    ClientSpan(Span span) {
        this.span = span;
    }

    @Override
    public String spanId() {
        return span.getSpanContext().getSpanId();
    }

    @Override
    public void answered(int status) {
        span.setAttribute(Attribute.STATUS, (long) status);
        if (status >= 400) {
            fail(Integer.toString(status));
        }
        span.end();
    }

    @Override
    public void failed(String reason) {
        fail(reason);
        span.end();
    }

    private void fail(String type) {
        span.setAttribute(Attribute.ERROR, type);
        span.setStatus(StatusCode.ERROR);
    }
}

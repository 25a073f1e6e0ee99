package io.gatehouse.gateway.telemetry;

import org.jspecify.annotations.Nullable;

/** One call to an instance of a service. */
public final class Call {

    private final String instance;
    private final TraceContext trace;
    private final @Nullable CallSpan span;
    private final long begun = System.nanoTime();
    private long ended;

    Call(String instance, TraceContext trace, @Nullable CallSpan span) {
        this.instance = instance;
        this.trace = trace;
        this.span = span;
    }

    /** The {@code traceparent} that the service is sent: the request's trace, and this call as the parent. */
    public String traceParent() {
        return trace.parentOf(span == null ? TraceContext.newSpanId() : span.spanId());
    }

    /** The {@code tracestate} that the service is sent, or null. */
    public @Nullable String traceState() {
        return trace.state();
    }

    /** The service answered. */
    public void answered(int status) {
        ended = System.nanoTime();
        if (span != null) {
            span.answered(status);
        }
    }

    /** There was no answer, for this reason. */
    public void failed(String reason) {
        ended = System.nanoTime();
        if (span != null) {
            span.failed(reason);
        }
    }

    /** Once it has ended. */
    public double seconds() {
        return (ended() - begun) / 1e9;
    }

    String instance() {
        return instance;
    }

    long begun() {
        return begun;
    }

    /** Now, while it has not ended. */
    long ended() {
        return ended == 0 ? System.nanoTime() : ended;
    }
}

package io.gatehouse.gateway.telemetry;

import io.gatehouse.gateway.route.Match;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one request, gathered on its way through the pipeline and told at its end. Written by one thread at
 * a time; whoever hands the request to another thread makes what was written visible to it.
 */
public final class Exchange {

    /** The name of the request attribute that holds it. */
    public static final String ATTRIBUTE = Exchange.class.getName();

    /** The name of the attribute of requests that nobody is told of, as the gateway makes them for itself. */
    public static final String UNTOLD = Exchange.class.getName() + ".untold";

    private final TraceContext trace;
    private final @Nullable RequestSpan span;
    private Match.@Nullable Found match;
    private @Nullable Long callerId;
    private @Nullable Call first;
    private @Nullable Call last;
    private int attempts;
    private boolean answered;
    private @Nullable Outcome failure;

    /** @param span null unless it is recorded */
    Exchange(TraceContext trace, @Nullable RequestSpan span) {
        this.trace = trace;
        this.span = span;
    }

    /** That of a request; a new one for what was refused before it was a request. */
    static Exchange of(Request request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Exchange known) {
            return known;
        }
        var unknown = new Exchange(TraceContext.make(), null);
        request.setAttribute(ATTRIBUTE, unknown);
        return unknown;
    }

    /** That of a call which the gateway makes on its own account: the beginning of a trace. */
    public static Exchange own() {
        return new Exchange(TraceContext.make(), null);
    }

    /** The request took a route. */
    public void matched(Match.Found newMatch) {
        match = newMatch;
    }

    public void authenticated(long newCallerId) {
        callerId = newCallerId;
    }

    /**
     * A call to an instance begins; the last of several is the one that is told.
     *
     * @param instance its host and port
     * @param base its URL without a path
     * @param method with which it is called
     */
    public Call calling(String instance, URI base, String method) {
        attempts++;
        CallSpan callSpan = span == null ? null : span.call(this, base, method);
        var call = new Call(instance, trace, callSpan);
        if (first == null) {
            first = call;
        }
        last = call;
        return call;
    }

    /** The service's answer is what the client gets. */
    public void answered() {
        answered = true;
    }

    /** The client gets no answer of the service, for this reason. */
    public void failed(Outcome reason) {
        failure = reason;
    }

    /** The client did not get its answer to the end. */
    void undelivered(Throwable cause) {
        failure = cause instanceof TimeoutException ? Outcome.CLIENT_SLOW : Outcome.CLIENT_GONE;
    }

    public String traceId() {
        return trace.traceId();
    }

    @Nullable
    RequestSpan span() {
        return span;
    }

    /** The route that the request took and the path it took it by, or null. */
    public Match.@Nullable Found match() {
        return match;
    }

    /** Host and port of the instance that was called last. */
    public @Nullable String instance() {
        return last == null ? null : last.instance();
    }

    public @Nullable Long callerId() {
        return callerId;
    }

    /** How often a service was called for the request. */
    public int attempts() {
        return attempts;
    }

    /** Nanoseconds from the beginning of the first call to the end of the last, -1 without a call. */
    long upstreamNanos() {
        return first == null || last == null ? -1 : last.ended() - first.begun();
    }

    /** What became of the request, whose client was answered with this status. */
    public Outcome outcome(int status) {
        if (failure != null) {
            return failure;
        }
        return answered ? Outcome.ofService(status) : Outcome.ofGateway(status);
    }
}

package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.upstream.UpstreamException.Kind;
import org.glassfish.jersey.client.ClientResponse;
import org.glassfish.jersey.client.spi.AsyncConnectorCallback;

/**
 * Tells a connection that its service had closed while it was idle from one that broke at this call. A service may close
 * an idle connection whenever it likes (RFC 9112 §9.5), also when a request is on its way already: that is no sign of
 * ill health.
 */
final class ReusedConnection implements AsyncConnectorCallback {

    private final AsyncConnectorCallback next;
    private final Thread sender = Thread.currentThread();
    private volatile boolean reused;
    private volatile boolean answered;

    ReusedConnection(AsyncConnectorCallback next) {
        this.next = next;
    }

    /** The request is on a connection: on one that was there if the sender gets so far, or else a thread that made it. */
    void begun() {
        reused = Thread.currentThread() == sender;
    }

    /** The answer has begun. */
    void answered() {
        answered = true;
    }

    @Override
    public void response(ClientResponse response) {
        next.response(response);
    }

    @Override
    public void failure(Throwable failure) {
        UpstreamException known = UpstreamFailures.classify(failure);
        boolean stale = known.kind() == Kind.RESET && reused && !answered;
        next.failure(stale ? new UpstreamException(Kind.STALE_CONNECTION, String.valueOf(known.getMessage())) : known);
    }
}

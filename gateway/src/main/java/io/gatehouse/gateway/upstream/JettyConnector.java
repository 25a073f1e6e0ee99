package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.upstream.UpstreamException.Kind;
import jakarta.ws.rs.ProcessingException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.ByteBufferRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.glassfish.jersey.client.ClientRequest;
import org.glassfish.jersey.client.ClientResponse;
import org.glassfish.jersey.client.spi.AsyncConnectorCallback;
import org.glassfish.jersey.client.spi.Connector;

/**
 * The transport under the JAX-RS client: Jetty's non-blocking HTTP client, and no more than a proxy wants of it. Each
 * call carries its {@link CallLimits}. A call ends exactly once, with a response held in memory within its bounds or
 * with an {@link UpstreamException}; both arrive on a thread of Jetty's.
 */
final class JettyConnector implements Connector {

    private final HttpClient http;

    /** @param http a started client, which stays the caller's to stop */
    JettyConnector(HttpClient http) {
        this.http = http;
    }

    @Override
    public Future<?> apply(ClientRequest request, AsyncConnectorCallback callback) {
        var limits = (CallLimits) request.getProperty(CallLimits.PROPERTY);
        Request call = http.newRequest(request.getUri())
                .method(request.getMethod())
                .idleTimeout(limits.timeouts().response().toMillis(), TimeUnit.MILLISECONDS)
                .timeout(Math.max(1, limits.timeouts().total().toMillis()), TimeUnit.MILLISECONDS); // 0 is forever
        if (request.getProperty(Target.PROPERTY) instanceof Target target) {
            call.tag(target.address()); // as PinnedAddresses wants it; a pool of its own comes with it
        }
        copyHeaders(request, call);
        if (request.getProperty(RawContent.PROPERTY) instanceof RawContent content) {
            call.path(content.pathAndQuery());
            if (content.body() != null) {
                call.body(new PlainContent(content.body()));
            }
        }
        var reuse = new ReusedConnection(callback);
        var answer = new BoundedAnswer(request, limits, reuse);
        call.onRequestBegin(begun -> {
                    answer.connected();
                    reuse.begun();
                })
                .onResponseBegin(begun -> reuse.answered())
                .send(answer);
        if (!answer.isConnected()) {
            limitConnect(call, answer, limits.timeouts().connect());
        }
        return CompletableFuture.completedFuture(null);
    }

    /** A connection from the pool is there at once, so that the usual call needs no timer of its own. */
    @SuppressWarnings("FutureReturnValueIgnored") // the end of the call is told by onComplete
    private void limitConnect(Request call, BoundedAnswer answer, Duration limit) {
        var timer = http.getScheduler()
                .schedule(
                        () -> {
                            if (!answer.isConnected()) {
                                call.abort(unconnected(call, limit));
                            }
                        },
                        limit.toMillis(),
                        TimeUnit.MILLISECONDS);
        answer.onEnd(timer::cancel);
    }

    /** An instance that answers on all the connections that it may have is busy, not out of reach. */
    private UpstreamException unconnected(Request call, Duration limit) {
        return http.resolveDestination(call).getConnectionPool() instanceof AbstractConnectionPool pool
                        && pool.getConnectionCount() >= pool.getMaxConnectionCount()
                        && pool.getPendingConnectionCount() == 0
                ? new UpstreamException(Kind.UNAVAILABLE, "all connections have been in use for " + limit)
                : new UpstreamException(Kind.CONNECT_FAILURE, "no connection within " + limit);
    }

    private static void copyHeaders(ClientRequest request, Request call) {
        call.headers(fields -> {
            for (Map.Entry<String, List<Object>> header : request.getHeaders().entrySet()) {
                for (Object value : header.getValue()) {
                    fields.add(header.getKey(), value.toString());
                }
            }
        });
    }

    /** Bytes whose type, if they have one, stands among the headers already. */
    private static final class PlainContent extends ByteBufferRequestContent {

        PlainContent(byte[] body) {
            super(ByteBuffer.wrap(body));
        }

        @Override
        @SuppressWarnings("NullAway") // Jetty's own contract: null for no type
        public String getContentType() {
            return null;
        }
    }

    @Override
    public ClientResponse apply(ClientRequest request) {
        throw new ProcessingException("The gateway's client never blocks: call it with rx() or async().");
    }

    @Override
    public String getName() {
        return "Gatehouse";
    }

    @Override
    public void close() {
        // The HTTP client is stopped by its owner.
    }
}

package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.upstream.UpstreamException.Kind;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.glassfish.jersey.client.ClientRequest;
import org.glassfish.jersey.client.ClientResponse;
import org.glassfish.jersey.client.spi.AsyncConnectorCallback;
import org.glassfish.jersey.message.internal.Statuses;
import org.jspecify.annotations.Nullable;

/** Collects the answer of one call within its bounds, then hands it to Jersey. */
final class BoundedAnswer implements Response.Listener {

    private static final byte[] NOTHING = {};

    private final ClientRequest request;
    private final CallLimits limits;
    private final AsyncConnectorCallback callback;
    private final AtomicReference<@Nullable Runnable> atEnd = new AtomicReference<>();
    private volatile boolean connected;
    private byte[] body = NOTHING;
    private int length;

    BoundedAnswer(ClientRequest request, CallLimits limits, AsyncConnectorCallback callback) {
        this.request = request;
        this.limits = limits;
        this.callback = callback;
    }

    void connected() {
        connected = true;
    }

    boolean isConnected() {
        return connected;
    }

    /** Runs something once the call has ended, or now if it has. */
    void onEnd(Runnable action) {
        if (!atEnd.compareAndSet(null, action)) {
            action.run();
        }
    }

    @Override
    public void onHeaders(Response response) {
        long announced = response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        // HEAD and 304 announce the length of a body that they do not have (RFC 9110 §8.6).
        if (announced > 0 && !request.getMethod().equals("HEAD") && response.getStatus() != 304) {
            if (announced > limits.maxResponseBody()) {
                abort(response, tooLarge());
            } else {
                grow(response, (int) announced);
            }
        }
    }

    @Override
    public void onContent(Response response, ByteBuffer content) {
        int needed = length + content.remaining();
        if (needed > limits.maxResponseBody()) {
            abort(response, tooLarge());
        } else if (needed <= body.length || grow(response, Math.max(needed, 2 * body.length))) {
            int added = content.remaining();
            content.get(body, length, added);
            length += added;
        }
    }

    private boolean grow(Response response, int wanted) {
        int size = Math.min(wanted, limits.maxResponseBody());
        if (!limits.memory().take(size - body.length)) {
            abort(response, new UpstreamException(Kind.UNAVAILABLE, "the buffer budget is used up"));
            return false;
        }
        body = Arrays.copyOf(body, size);
        return true;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the end of the call is told by onComplete
    private static void abort(Response response, UpstreamException cause) {
        response.abort(cause);
    }

    private static void nothing() {}

    private UpstreamException tooLarge() {
        return new UpstreamException(Kind.TOO_LARGE, "the answer is above " + limits.maxResponseBody() + " bytes");
    }

    @Override
    public void onComplete(Result result) {
        Runnable action = atEnd.getAndSet(BoundedAnswer::nothing);
        if (action != null) {
            action.run();
        }
        if (result.isFailed()) {
            callback.failure(UpstreamFailures.classify(result.getFailure()));
        } else if (result.getResponse().getStatus() < 200
                || result.getResponse().getStatus() > 599) {
            callback.failure(new UpstreamException(
                    Kind.BROKEN, "status " + result.getResponse().getStatus()));
        } else {
            callback.response(response(result.getResponse()));
        }
    }

    private ClientResponse response(Response answer) {
        var response = new ClientResponse(Statuses.from(answer.getStatus()), request);
        for (HttpField field : answer.getHeaders()) {
            response.getHeaders().add(field.getName(), field.getValue());
        }
        response.setEntityStream(new ByteArrayInputStream(body, 0, length));
        return response;
    }
}

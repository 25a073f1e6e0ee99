package io.gatehouse.gateway.proxy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body before anything handles the request, without holding a thread: a client that sends slowly
 * costs a connection and the bytes it has sent. One that takes longer than the deadline is answered with 408.
 */
public final class BodyFirst extends Handler.Wrapper {

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final IntSupplier limits;

    /**
     * @param limits the most bytes that any route takes at the moment; a body announced as larger is left for its route
     *     to refuse
     */
    public BodyFirst(IntSupplier limits) {
        this.limits = limits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        int limit = limits.getAsInt();
        long announced = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (announced > limit || (announced <= 0 && !chunked)) {
            return super.handle(request, response, callback);
        }
        var cut = request.getComponents()
                .getScheduler()
                .schedule(
                        () -> request.fail(new TimeoutException("no body within " + DEADLINE)),
                        DEADLINE.toMillis(),
                        TimeUnit.MILLISECONDS);
        Content.Source.asByteArrayAsync(
                request,
                limit,
                Promise.Invocable.from(
                        Invocable.InvocationType.BLOCKING,
                        body -> {
                            cut.cancel();
                            proceed(new Arrived(request, body), response, callback);
                        },
                        failure -> {
                            cut.cancel();
                            refuse(failure, request, response, callback);
                        }));
        return true;
    }

    private void proceed(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private static void refuse(Throwable failure, Request request, Response response, Callback callback) {
        if (failure instanceof TimeoutException) {
            Response.writeError(request, response, callback, HttpStatus.REQUEST_TIMEOUT_408);
        } else if (failure instanceof IllegalStateException) { // how Jetty says that the limit is passed
            Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
        } else {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
        }
    }

    /** The request with its body at hand. */
    private static final class Arrived extends Request.Wrapper {

        private final Content.Source body;

        Arrived(Request request, byte[] body) {
            super(request);
            this.body = Content.Source.from(ByteBuffer.wrap(body));
        }

        @Override
        public Content.@Nullable Chunk read() {
            return body.read();
        }

        @Override
        public void demand(Runnable task) {
            body.demand(task);
        }

        @Override
        public void fail(Throwable failure) {
            body.fail(failure);
        }
    }
}

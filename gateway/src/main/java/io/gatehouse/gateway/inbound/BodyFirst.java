package io.gatehouse.gateway.inbound;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body before anything handles the request, without holding a thread: a client that sends slowly
 * costs a connection and the bytes it has sent. One that takes longer than the deadline is answered with 408.
 */
public final class BodyFirst extends Handler.Wrapper {

    /** The name of the request attribute with the body, a byte[]; without a body, or too large a one, there is none. */
    public static final String BODY = BodyFirst.class.getName();

    private final IntSupplier limits;
    private final Duration deadline;

    /**
     * @param limits the most bytes that any route takes at the moment; a body announced as larger is left for its route
     *     to refuse
     * @param deadline from the end of the headers to the end of the body
     */
    BodyFirst(IntSupplier limits, Duration deadline) {
        this.limits = limits;
        this.deadline = deadline;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        int limit = limits.getAsInt();
        long announced = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (announced > limit || (announced <= 0 && !chunked)) {
            return super.handle(request, response, callback);
        }
        Promise.Invocable<byte[]> arrival = Promise.Invocable.from(
                InvocationType.BLOCKING,
                body -> proceed(new Arrived(request, body), response, callback),
                failure -> Response.writeError(request, response, callback, status(failure)));
        new BodyReader(request, chunked ? limit : (int) announced, arrival).readBy(deadline);
        return true;
    }

    private void proceed(Arrived request, Response response, Callback callback) {
        request.setAttribute(BODY, request.body);
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private static int status(Throwable failure) {
        if (failure instanceof HttpException known) {
            return known.getCode();
        }
        return failure instanceof TimeoutException ? HttpStatus.REQUEST_TIMEOUT_408 : HttpStatus.BAD_REQUEST_400;
    }

    /** The request with its body at hand, for what reads it as a stream. */
    private static final class Arrived extends Request.Wrapper {

        private final byte[] body;
        private final Content.Source content;

        Arrived(Request request, byte[] body) {
            super(request);
            this.body = body;
            this.content = Content.Source.from(ByteBuffer.wrap(body));
        }

        @Override
        public Content.@Nullable Chunk read() {
            return content.read();
        }

        @Override
        public void demand(Runnable task) {
            content.demand(task);
        }

        @Override
        public void fail(Throwable failure) {
            content.fail(failure);
        }
    }
}

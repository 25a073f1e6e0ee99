package io.gatehouse.gateway.testing;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers no gateway wants: far too many bytes, or one now and then. */
public final class Flood {

    private static final byte[] PART = new byte[64 * 1024];

    private Flood() {}

    /** A body of this many bytes, whose length is told or not. */
    public static StubUpstream.Answer of(long bytes, boolean announced) {
        return (request, response, callback) -> {
            if (announced) {
                response.getHeaders().put("Content-Length", Long.toString(bytes));
            }
            pour(response, bytes, callback);
        };
    }

    private static void pour(Response response, long left, Callback callback) {
        int size = (int) Math.min(left, PART.length);
        boolean last = size == left;
        response.write(
                last,
                ByteBuffer.wrap(PART, 0, size),
                Callback.from(
                        () -> {
                            if (last) {
                                callback.succeeded();
                            } else {
                                pour(response, left - size, callback);
                            }
                        },
                        callback::failed));
    }

    /** A body without an end that grows by a byte every tenth of a second. */
    public static StubUpstream.Answer dripping() {
        return Flood::drip;
    }

    private static void drip(Request request, Response response, Callback callback) {
        response.write(
                false,
                ByteBuffer.wrap(PART, 0, 1),
                Callback.from(
                        () -> request.getComponents()
                                .getScheduler()
                                .schedule(() -> drip(request, response, callback), 100, TimeUnit.MILLISECONDS),
                        callback::failed));
    }
}

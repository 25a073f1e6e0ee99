package io.gatehouse.loadtests.stub;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/** Answers each request as it wishes. No thread waits meanwhile. */
final class Answering extends Handler.Abstract.NonBlocking {

    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Wish wish = Wish.of(request.getHttpURI().getQuery());
        String path = request.getHttpURI().getPath();
        if (path.equals("/login")) {
            Content.Source.asString(
                    request,
                    StandardCharsets.UTF_8,
                    Promise.from(body -> write(response, wish, Bodies.login(body), callback), callback::failed));
            return true;
        }
        byte[] body = wish.size() == null ? Bodies.at(path) : Bodies.ofSize(wish.size());
        if (wish.delay().isZero()) {
            answer(request, response, wish, body, callback);
        } else {
            later(request, wish.delay(), () -> answer(request, response, wish, body, callback));
        }
        return true;
    }

    private static void answer(Request request, Response response, Wish wish, byte[] body, Callback callback) {
        if (wish.reset()) {
            reset(request.getConnectionMetaData().getConnection().getEndPoint());
            callback.failed(new IOException("reset, as it was wished"));
        } else if (wish.drip().isZero()) {
            write(response, wish, body, callback);
        } else {
            head(response, wish, body);
            drip(request, response, wish, ByteBuffer.wrap(body), callback);
        }
    }

    private static void write(Response response, Wish wish, byte[] body, Callback callback) {
        head(response, wish, body);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static void head(Response response, Wish wish, byte[] body) {
        response.setStatus(wish.status());
        response.getHeaders().put(JSON);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    }

    private static void drip(Request request, Response response, Wish wish, ByteBuffer body, Callback callback) {
        boolean last = body.remaining() <= 1;
        ByteBuffer drop = body.hasRemaining() ? ByteBuffer.wrap(new byte[] {body.get()}) : body;
        response.write(
                last,
                drop,
                last
                        ? callback
                        : Callback.from(
                                () -> later(request, wish.drip(), () -> drip(request, response, wish, body, callback)),
                                callback::failed));
    }

    /** Without a lingering end, so that the other side sees a reset (RFC 9293 §3.10.7.4). */
    private static void reset(EndPoint endPoint) {
        try {
            if (endPoint.getTransport() instanceof SocketChannel channel) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            // Then it is closed already.
        }
        endPoint.close();
    }

    private static void later(Request request, Duration delay, Runnable action) {
        request.getComponents().getScheduler().schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}

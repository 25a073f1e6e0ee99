package io.gatehouse.gateway.inbound;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer whole and sends it without holding a thread: a servlet's own writes wait for the client, and clients
 * that read slowly would stop the threads that carry everyone's calls. One that has not taken its answer by the
 * deadline is cut.
 */
public final class AnswerWhole extends Handler.Wrapper {

    /** The name of the request attribute with the answer's body, a byte[] that is then held as it is, not copied. */
    public static final String BODY = AnswerWhole.class.getName();

    /** The name of the request attribute with the answer's Content-Type, which a servlet would spell anew; "" for none. */
    public static final String TYPE = AnswerWhole.class.getName() + ".type";

    private static final byte[] NOTHING = {};

    private final Duration deadline;

    /** @param deadline from the answer's first byte to its last */
    AnswerWhole(Duration deadline) {
        this.deadline = deadline;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var answer = new Held(request, response, callback);
        return super.handle(request, answer, answer);
    }

    private final class Held extends Response.Wrapper implements Callback {

        private final Callback callback;
        private byte[] bytes = NOTHING;
        private int length;
        private boolean borrowed;

        Held(Request request, Response response, Callback callback) {
            super(request, response);
            this.callback = callback;
        }

        @Override
        public void write(boolean last, @Nullable ByteBuffer content, Callback taken) {
            if (content != null && content.hasRemaining()) {
                hold(content);
            }
            taken.succeeded();
        }

        private void hold(ByteBuffer content) {
            if (length == 0 && getRequest().getAttribute(BODY) instanceof byte[] body) {
                bytes = body;
                borrowed = true;
            }
            int total = length + content.remaining();
            if (borrowed && isNextPart(content)) {
                content.position(content.limit());
            } else {
                if (borrowed || total > bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.max(total, length == 0 ? 0 : 2 * length));
                    borrowed = false;
                }
                content.get(bytes, length, content.remaining());
            }
            length = total;
        }

        /** Servlets write large bodies in slices of one array, small ones from buffers of their own. */
        private boolean isNextPart(ByteBuffer content) {
            return content.hasArray()
                    && content.array() == bytes
                    && content.arrayOffset() + content.position() == length;
        }

        /** True once there are bytes, so that nobody puts another answer's behind them. */
        @Override
        public boolean isCommitted() {
            return length > 0 || super.isCommitted();
        }

        @Override
        public void succeeded() {
            if (getRequest().getAttribute(TYPE) instanceof String type) {
                getHeaders().put(HttpHeader.CONTENT_TYPE, type.isEmpty() ? null : type);
            }
            var sending = new Sending(callback, getRequest());
            super.write(true, ByteBuffer.wrap(bytes, 0, length), sending);
            sending.endBy(deadline);
        }

        @Override
        public void failed(Throwable failure) {
            callback.failed(failure);
        }

        @Override
        public InvocationType getInvocationType() {
            return callback.getInvocationType();
        }
    }
}

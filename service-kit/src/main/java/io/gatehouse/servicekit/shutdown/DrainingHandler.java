package io.gatehouse.servicekit.shutdown;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests under way, as Jetty's handler does, with two differences: while the service leaves, answers end their
 * connection (RFC 9112 §9.6), and a request that still comes is served instead of refused.
 */
final class DrainingHandler extends GracefulHandler {

    private static final HttpField CLOSE =
            new PreEncodedHttpField(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());

    private volatile boolean draining;

    void drain() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        request.addHttpStreamWrapper(LastAnswer::new);
        // Whoever waits for an answer is not idle, however short the idle timeout becomes when the server stops.
        request.addIdleTimeoutListener(timeout -> false);
        return super.handle(request, response, callback);
    }

    @Override
    protected void handleShutdownRejection(Request request, Response response, Callback callback) {
        try {
            if (!getHandler().handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    /** Decides when the answer is sent, so that requests which were under way at the beginning count too. */
    private final class LastAnswer extends HttpStream.Wrapper {

        LastAnswer(HttpStream stream) {
            super(stream);
        }

        @Override
        public void send(
                MetaData.Request request,
                MetaData.@Nullable Response response,
                boolean last,
                @Nullable ByteBuffer content,
                Callback callback) {
            super.send(request, response != null && draining ? closing(response) : response, last, content, callback);
        }

        private static MetaData.Response closing(MetaData.Response response) {
            if (HttpStatus.isInterim(response.getStatus())) {
                return response;
            }
            return new MetaData.Response(
                    response.getStatus(),
                    response.getReason(),
                    response.getHttpVersion(),
                    HttpFields.build(response.getHttpFields()).put(CLOSE),
                    response.getContentLength(),
                    response.getTrailersSupplier());
        }
    }
}

package io.gatehouse.gateway.cors;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's CORS on one connector. What it says of {@code Vary} is said again when the answer leaves, since an answer that
 * brings a Vary of its own takes its place: without it, a cache would give one origin the answer to another.
 */
final class CorsHandler extends CrossOriginHandler {

    private static final PreEncodedHttpField VARY_ORIGIN =
            new PreEncodedHttpField(HttpHeader.VARY, HttpHeader.ORIGIN.asString());

    private final String connector;

    CorsHandler(String connector) {
        this.connector = connector;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!connector.equals(request.getConnectionMetaData().getConnector().getName())) {
            return getHandler().handle(request, response, callback);
        }
        request.addHttpStreamWrapper(VaryKept::new);
        return super.handle(request, response, callback);
    }

    private static final class VaryKept extends HttpStream.Wrapper {

        VaryKept(HttpStream wrapped) {
            super(wrapped);
        }

        @Override
        public void send(
                MetaData.Request request,
                MetaData.@Nullable Response response,
                boolean last,
                @Nullable ByteBuffer content,
                Callback callback) {
            super.send(request, response == null ? null : varying(response), last, content, callback);
        }

        private static MetaData.Response varying(MetaData.Response response) {
            HttpFields.Mutable fields = HttpFields.build(response.getHttpFields());
            fields.ensureField(VARY_ORIGIN);
            return new MetaData.Response(
                    response.getStatus(),
                    response.getReason(),
                    response.getHttpVersion(),
                    fields,
                    response.getContentLength(),
                    response.getTrailersSupplier());
        }
    }
}

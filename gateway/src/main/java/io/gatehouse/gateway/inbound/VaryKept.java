package io.gatehouse.gateway.inbound;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Says what the answers of one connector vary by when they leave. Said earlier, as Jetty's own handlers do, it is lost
 * where an answer brings a {@code Vary} of its own, and a cache would give one client what was made for another
 * (RFC 9110 §12.5.5).
 */
public final class VaryKept extends Handler.Wrapper {

    private final String connector;
    private final HttpField vary;

    /** @param header the request header that answers vary by */
    public VaryKept(String connector, HttpHeader header) {
        this.connector = connector;
        this.vary = new PreEncodedHttpField(HttpHeader.VARY, header.asString());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (connector.equals(request.getConnectionMetaData().getConnector().getName())) {
            request.addHttpStreamWrapper(Varying::new);
        }
        return super.handle(request, response, callback);
    }

    private final class Varying extends HttpStream.Wrapper {

        Varying(HttpStream wrapped) {
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

        private MetaData.Response varying(MetaData.Response response) {
            if (response.getHttpFields().contains(HttpHeader.VARY, vary.getValue())) {
                return response;
            }
            return new MetaData.Response(
                    response.getStatus(),
                    response.getReason(),
                    response.getHttpVersion(),
                    HttpFields.build(response.getHttpFields()).add(vary),
                    response.getContentLength(),
                    response.getTrailersSupplier());
        }
    }
}

package io.gatehouse.gateway.cors;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.util.Callback;

/** Jetty's CORS on one connector. */
final class CorsHandler extends CrossOriginHandler {

    private final String connector;

    CorsHandler(String connector) {
        this.connector = connector;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return connector.equals(request.getConnectionMetaData().getConnector().getName())
                ? super.handle(request, response, callback)
                : getHandler().handle(request, response, callback);
    }
}

package io.gatehouse.gateway.proxy;

import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses framings of a body that Jetty lets pass and others read differently: a transfer coding beside {@code chunked},
 * which would reach the service still applied but unnamed, and any in HTTP/1.0, which has none (RFC 9112 §6.1).
 */
public final class PlainFraming extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        List<String> codings = request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING);
        if (codings.isEmpty() || isPlain(request, codings)) {
            return super.handle(request, response, callback);
        }
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
        return true;
    }

    private static boolean isPlain(Request request, List<String> codings) {
        return codings.size() == 1
                && codings.get(0).equalsIgnoreCase("chunked")
                && request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_0;
    }
}

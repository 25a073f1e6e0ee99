package io.gatehouse.gateway.forward;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Shows every reader of a request (limits, logs, resources) its client's address where a trusted proxy's would stand.
 * Only installed where proxies are trusted.
 */
final class ClientCustomizer implements HttpConfiguration.Customizer {

    private final ForwardedWalk walk;

    ClientCustomizer(ForwardedWalk walk) {
        this.walk = walk;
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        SocketAddress peer = request.getConnectionMetaData().getRemoteSocketAddress();
        if (!(peer instanceof InetSocketAddress address) || address.isUnresolved()) {
            return request;
        }
        Forwarding forwarding =
                walk.back(address.getAddress(), request.getHttpURI().getScheme(), request.getHeaders());
        if (forwarding == null) {
            return request;
        }
        request.setAttribute(Forwarding.ATTRIBUTE, forwarding);
        var client = InetSocketAddress.createUnresolved(forwarding.client(), address.getPort());
        var connection = new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
            @Override
            public SocketAddress getRemoteSocketAddress() {
                return client;
            }
        };
        return new Request.Wrapper(request) {
            @Override
            public ConnectionMetaData getConnectionMetaData() {
                return connection;
            }
        };
    }
}

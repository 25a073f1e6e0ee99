package io.gatehouse.gateway;

import io.gatehouse.gateway.inbound.VaryKept;
import io.gatehouse.gateway.proxy.RouteMethods;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;

/** What the port for clients does that Dropwizard's configuration has no word for. The admin port stays as it is. */
final class PublicConnector {

    /** Dropwizard's name for it. */
    private static final String NAME = "application";

    private final Server server;

    PublicConnector(Server server) {
        this.server = server;
    }

    void configure(GatewayConfiguration configuration) {
        for (Connector connector : server.getConnectors()) {
            if (NAME.equals(connector.getName())) {
                connector.getContainedBeans(HttpConfiguration.class).forEach(http -> {
                    configuration.forwarded().install(http);
                    // Or Jetty puts its own constant for a well-known value: application/json for Application/JSON.
                    http.setHeaderCacheCaseSensitive(true);
                    // Or each connection keeps the values that it has seen, tokens among them, in a trie of 300 bytes a
                    // character, and makes it anew whenever another caller's token comes along.
                    http.setHeaderCacheSize(0);
                });
            }
        }
        configuration.cors().install(server, NAME, RouteMethods.KNOWN);
        compressAnswersAlone();
    }

    /** {@code server.gzip} is for answers. A request's encoding is between the client and the service. */
    @SuppressWarnings("removal") // as long as it is what Dropwizard builds
    private void compressAnswersAlone() {
        List<GzipHandler> compressing = server.getDescendants(GzipHandler.class);
        compressing.forEach(gzip -> gzip.setInflateBufferSize(-1));
        if (!compressing.isEmpty()) {
            server.insertHandler(new VaryKept(NAME, HttpHeader.ACCEPT_ENCODING));
        }
    }
}

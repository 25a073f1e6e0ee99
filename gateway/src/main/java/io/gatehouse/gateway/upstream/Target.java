package io.gatehouse.gateway.upstream;

import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where an instance answers; travels with the JAX-RS request to the connector.
 *
 * @param url what the service is called, in the Host header too
 * @param address the one of its addresses that is meant, or null for any
 */
record Target(URI url, @Nullable InetAddress address) {

    /** The name of the request property that holds it. */
    static final String PROPERTY = Target.class.getName();

    /** Host and port, as metrics, logs and traces have them. */
    String name() {
        return (address == null ? url.getHost() : address.getHostAddress()) + ":" + port();
    }

    int port() {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "https".equals(url.getScheme()) ? 443 : 80;
    }
}

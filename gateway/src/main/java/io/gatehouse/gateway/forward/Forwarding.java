package io.gatehouse.gateway.forward;

import org.jspecify.annotations.Nullable;

/**
 * How a request came here, as far as it is believed; services are told so in X-Forwarded-*.
 *
 * @param client the address of the client, or of the last proxy before what is not believed
 * @param hops the client and the trusted proxies behind it, comma-separated, the client first
 * @param scheme with which the client sent its request
 * @param host to which the client sent it, or null when it did not say
 */
public record Forwarding(
        String client, String hops, String scheme, @Nullable String host) {

    /** The request attribute under which what trusted proxies said is kept. */
    public static final String ATTRIBUTE = Forwarding.class.getName();

    /** A request that came from its client directly, or from a proxy that is not trusted. */
    public static Forwarding direct(String peer, String scheme, @Nullable String host) {
        String address = plain(peer);
        return new Forwarding(address, address, scheme, host);
    }

    /** Jetty writes an IPv6 address in brackets, these headers do not. */
    static String plain(String peer) {
        return peer.startsWith("[") ? peer.substring(1, peer.length() - 1) : peer;
    }
}

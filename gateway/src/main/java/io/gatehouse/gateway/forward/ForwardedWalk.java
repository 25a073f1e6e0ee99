package io.gatehouse.gateway.forward;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Goes back the way a request came, from proxy to trusted proxy, to the first address that is not one: the client. What
 * lies beyond anyone could have written, and is forgotten.
 */
final class ForwardedWalk {

    /** A name or address and a port, with nothing that could end a header or a URL early. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._\\-:\\[\\]]{1,255}");

    private final TrustedProxies trusted;
    private final ForwardedHeader header;

    ForwardedWalk(TrustedProxies trusted, ForwardedHeader header) {
        this.trusted = trusted;
        this.header = header;
    }

    /**
     * How the request came, or null when its peer is no trusted proxy.
     *
     * @param scheme with which it reached the gateway
     */
    @Nullable
    Forwarding back(InetAddress peer, String scheme, HttpFields headers) {
        if (!trusted.include(peer)) {
            return null;
        }
        List<Hop> hops = header.hops(headers);
        Deque<String> way = new ArrayDeque<>();
        way.addFirst(InetAddresses.toAddrString(peer));
        Hop nearest = null;
        for (int i = hops.size() - 1; i >= 0; i--) {
            Hop hop = hops.get(i);
            InetAddress sender = hop.address();
            nearest = hop;
            if (sender == null) {
                break;
            }
            way.addFirst(InetAddresses.toAddrString(sender));
            if (!trusted.include(sender)) {
                break;
            }
        }
        return new Forwarding(
                way.getFirst(),
                String.join(", ", way),
                nearest == null ? scheme : scheme(nearest.proto(), scheme),
                host(nearest, headers));
    }

    private static String scheme(@Nullable String proto, String otherwise) {
        return "https".equalsIgnoreCase(proto) ? "https" : "http".equalsIgnoreCase(proto) ? "http" : otherwise;
    }

    private static @Nullable String host(@Nullable Hop hop, HttpFields headers) {
        String host = hop == null ? null : hop.host();
        return host != null && HOST.matcher(host).matches() ? host : headers.get(HttpHeader.HOST);
    }
}

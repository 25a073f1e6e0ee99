package io.gatehouse.gateway.forward;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One proxy's word on a request: who sent it, with which scheme, to which host.
 *
 * @param address null when the proxy would not say, or said nothing that can be read
 */
record Hop(
        @Nullable InetAddress address,
        @Nullable String proto,
        @Nullable String host) {

    /** An address as it stands in a header: with a port or without, an IPv6 one perhaps in brackets. */
    static @Nullable InetAddress address(String text) {
        String bare = text;
        if (text.startsWith("[") && text.indexOf(']') > 0) {
            bare = text.substring(1, text.indexOf(']'));
        } else if (text.indexOf(':') > 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            bare = text.substring(0, text.indexOf(':'));
        }
        return InetAddresses.isInetAddress(bare) ? InetAddresses.forString(bare) : null;
    }
}

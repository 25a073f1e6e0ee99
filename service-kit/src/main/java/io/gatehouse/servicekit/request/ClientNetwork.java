package io.gatehouse.servicekit.request;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Whose requests count together by address: an IPv4 address, or the /64 that one IPv6 customer has to himself (RFC 6177 §2). */
public final class ClientNetwork {

    private static final int PREFIX_BYTES = 8;

    private ClientNetwork() {}

    /**
     * The network of an address.
     *
     * @param address an IP address; an IPv6 one perhaps in brackets, or with a zone
     */
    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String plain = address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
        int zone = plain.indexOf('%');
        try {
            // A text with a colon is never looked up as a name.
            InetAddress parsed = InetAddress.getByName(zone < 0 ? plain : plain.substring(0, zone));
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, PREFIX_BYTES) + "/64"
                    : parsed.getHostAddress(); // IPv4 in IPv6's clothes (RFC 4291 §2.5.5.2)
        } catch (UnknownHostException e) {
            return "unknown"; // all that make no sense share one allowance
        }
    }
}

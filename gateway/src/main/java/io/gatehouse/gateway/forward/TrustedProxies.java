package io.gatehouse.gateway.forward;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The networks whose word on where a request came from is taken. No name is ever looked up. */
public final class TrustedProxies {

    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * Reads a list such as {@code 10.0.0.0/8, 192.0.2.7, 2001:db8::/32}.
     *
     * @throws IllegalArgumentException with what is wrong, for a person
     */
    @JsonCreator
    public static TrustedProxies parse(@Nullable String list) {
        if (list == null || list.isBlank()) {
            return NONE;
        }
        List<Network> networks = new ArrayList<>();
        for (String entry : Splitter.on(',').trimResults().split(list)) {
            networks.add(Network.parse(entry));
        }
        return new TrustedProxies(List.copyOf(networks));
    }

    public boolean isEmpty() {
        return networks.isEmpty();
    }

    boolean include(InetAddress address) {
        byte[] bytes = address.getAddress();
        for (Network network : networks) {
            if (network.includes(bytes)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Network(byte[] address, int prefix) {

        static Network parse(String text) {
            int slash = text.indexOf('/');
            String address = slash < 0 ? text : text.substring(0, slash);
            if (!InetAddresses.isInetAddress(address)) {
                throw malformed(text);
            }
            byte[] bytes = InetAddresses.forString(address).getAddress();
            int bits = 8 * bytes.length;
            int prefix = slash < 0 ? bits : prefix(text, text.substring(slash + 1));
            if (prefix > bits) {
                throw malformed(text);
            }
            return new Network(bytes, prefix);
        }

        private static int prefix(String text, String prefix) {
            if (!prefix.matches("[0-9]{1,3}")) {
                throw malformed(text);
            }
            return Integer.parseInt(prefix);
        }

        private static IllegalArgumentException malformed(String text) {
            return new IllegalArgumentException("'" + text
                    + "' is neither an address nor a network: list the trusted proxies as in 10.0.0.0/8, 2001:db8::7");
        }

        boolean includes(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = prefix / 8;
            for (int i = 0; i < whole; i++) {
                if (address[i] != other[i]) {
                    return false;
                }
            }
            int rest = prefix % 8;
            return rest == 0 || (address[whole] ^ other[whole]) >> (8 - rest) == 0;
        }
    }
}

package io.gatehouse.users.throttle;

import io.gatehouse.servicekit.request.ClientNetwork;
import org.jspecify.annotations.Nullable;

/** Where a client is, as the gateway says, whom alone the service answers. */
public final class ClientAddress {

    /** The client first, then the proxies behind it. */
    public static final String HEADER = "X-Forwarded-For";

    private static final int MAX = 64;

    private ClientAddress() {}

    /** The client's network, empty when the gateway tells none. */
    public static String network(@Nullable String forwardedFor) {
        if (forwardedFor == null) {
            return "";
        }
        int comma = forwardedFor.indexOf(',');
        String client = (comma < 0 ? forwardedFor : forwardedFor.substring(0, comma)).strip();
        return client.length() > MAX ? "" : ClientNetwork.of(client);
    }
}

package io.gatehouse.gateway.upstream;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Connects calls tagged with an address to that address, whatever else their host's name resolves to. The name stays in
 * the Host header and is what TLS verifies.
 */
final class PinnedAddresses implements SocketAddressResolver {

    private final SocketAddressResolver names;

    /** @param names resolves for calls without a tag */
    PinnedAddresses(SocketAddressResolver names) {
        this.names = names;
    }

    @Override
    public void resolve(
            String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> addresses) {
        if (context.get(Destination.CONTEXT_KEY) instanceof Destination destination
                && destination.getOrigin().getTag() instanceof InetAddress address) {
            addresses.succeeded(List.of(new InetSocketAddress(address, port)));
        } else {
            names.resolve(host, port, context, addresses);
        }
    }
}

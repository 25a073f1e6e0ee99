package io.gatehouse.gateway.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks the addresses of a host up. May take its time: it is asked on a thread of its own. */
@FunctionalInterface
interface NameResolver {

    /**
     * The addresses, at least one.
     *
     * @throws UnknownHostException when there are none, or nobody to ask
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}

package io.gatehouse.gateway.route;

import java.net.URI;
import java.util.List;

/**
 * A service behind the gateway.
 *
 * @param name its name, which is also the audience of the internal tokens made for it
 * @param urls where its instances answer, at least one, each without a path
 * @param maxInFlight the most calls that may be under way to all instances together
 */
public record Service(String name, List<URI> urls, int maxInFlight) {

    public Service {
        urls = List.copyOf(urls);
    }
}

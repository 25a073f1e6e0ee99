package io.gatehouse.gateway.route;

import java.net.URI;
import java.util.List;

/**
 * A service behind the gateway.
 *
 * @param name its name, which is also the audience of the internal tokens made for it
 * @param urls where its instances answer, at least one, each without a path
 * @param maxInFlight the most calls that may be under way to all instances together
 * @param resolve whether each address that a URL's host has is an instance, as in a headless service of Kubernetes
 */
public record Service(String name, List<URI> urls, int maxInFlight, boolean resolve) {

    public Service {
        urls = List.copyOf(urls);
    }
}

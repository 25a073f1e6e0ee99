package io.gatehouse.gateway.route;

import java.util.Set;

/** What a request's method and path come to. */
public sealed interface Match {

    /**
     * An operation that a route opens.
     *
     * @param basePath the base path under which the client found it, {@code /api/v1} for instance
     * @param upstreamPath the path at the service, made anew from the template and its parameters
     */
    record Found(Route route, String basePath, String upstreamPath) implements Match {}

    /** No route has this path. */
    record NotFound() implements Match {}

    /** Routes have this path, but only with these methods. */
    record MethodNotAllowed(Set<String> allowed) implements Match {}

    /** A path that different readers could take for different things. */
    record Malformed() implements Match {}
}

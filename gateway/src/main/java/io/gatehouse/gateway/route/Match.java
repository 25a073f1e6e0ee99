package io.gatehouse.gateway.route;

import io.gatehouse.gateway.auth.RequestedOperation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request's method and path come to. */
public sealed interface Match {

    /**
     * An operation that a route opens.
     *
     * @param basePath the base path under which the client found it, {@code /api/v1} for instance
     * @param upstreamPath the path at the service, made anew from the template and its parameters
     * @param segments the decoded segments that the route's path stands for, below the base path
     */
    record Found(Route route, String basePath, String upstreamPath, List<String> segments)
            implements Match, RequestedOperation {

        @Override
        public String operation() {
            return route.operation();
        }

        @Override
        public String method() {
            return route.method();
        }

        @Override
        public @Nullable String parameter(String name) {
            int at = route.path().segments().indexOf("{" + name + "}");
            return at < 0 ? null : segments.get(at);
        }
    }

    /** No route has this path. */
    record NotFound() implements Match {}

    /** Routes have this path, but only with these methods. */
    record MethodNotAllowed(Set<String> allowed) implements Match {}

    /** A path that different readers could take for different things. */
    record Malformed() implements Match {}
}

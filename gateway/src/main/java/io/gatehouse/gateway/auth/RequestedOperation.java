package io.gatehouse.gateway.auth;

import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for, as far as a {@link Policy} may decide by it: just what the service will be asked, so that the
 * two can't be led to see different requests. Part of the API for own gateways.
 */
public interface RequestedOperation {

    /** The route's key, {@code GET /users/{id}} for instance. */
    String operation();

    /** The route's method: {@code GET} for a HEAD request too. */
    String method();

    /** The decoded value of a parameter in the route's path, or null when it has none of that name. */
    @Nullable
    String parameter(String name);
}

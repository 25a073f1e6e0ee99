package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.forward.Forwarding;
import jakarta.ws.rs.core.MultivaluedMap;

/**
 * Tells a service how a request came, in X-Forwarded-*, which frameworks read. Not in Forwarded (RFC 7239) too: of two
 * accounts of one thing a reader would have to choose.
 */
final class ForwardedFields {

    private ForwardedFields() {}

    static void add(Forwarding forwarding, MultivaluedMap<String, Object> headers) {
        headers.putSingle("X-Forwarded-For", forwarding.hops());
        headers.putSingle("X-Forwarded-Proto", forwarding.scheme());
        if (forwarding.host() != null) {
            headers.putSingle("X-Forwarded-Host", forwarding.host());
        }
    }
}

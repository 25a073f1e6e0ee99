package io.gatehouse.gateway.upstream;

import org.jspecify.annotations.Nullable;

/**
 * What of a request JAX-RS would not leave as it is. It travels beside the JAX-RS request to the connector: as an entity,
 * a body comes with JAX-RS's own reading of its Content-* headers, and a URI has no room for half of what browsers send
 * in queries.
 *
 * @param pathAndQuery encoded, the query as it was sent
 * @param body null without one
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that pass through and are never compared
record RawContent(String pathAndQuery, byte @Nullable [] body) {

    /** The name of the request property that holds it. */
    static final String PROPERTY = RawContent.class.getName();
}

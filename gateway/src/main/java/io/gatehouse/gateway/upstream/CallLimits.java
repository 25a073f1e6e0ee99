package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.route.Timeouts;

/**
 * The bounds of one call, which travel with the JAX-RS request to the connector.
 *
 * @param timeouts how long it may take
 * @param maxResponseBody the most bytes its answer's body may have
 * @param memory from where the answer's bytes are taken
 */
record CallLimits(Timeouts timeouts, int maxResponseBody, BufferBudget.Share memory) {

    /** The name of the request property that holds them. */
    static final String PROPERTY = CallLimits.class.getName();
}

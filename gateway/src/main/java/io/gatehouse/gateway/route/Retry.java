package io.gatehouse.gateway.route;

import java.util.Set;

/**
 * When a call is made again. Only of idempotent methods (RFC 9110 §9.2.2): the file's reader refuses it on others.
 *
 * @param attempts the most calls for one request, the first included; 1 makes none again
 * @param failures the failures after which it is made again
 * @param statuses the statuses of an answer after which it is made again
 */
public record Retry(int attempts, Set<Failure> failures, Set<Integer> statuses) {

    /** No call is made twice. */
    public static final Retry NONE = new Retry(1, Set.of(), Set.of());

    /** How a call fails without an answer. */
    public enum Failure {
        /** No connection came about, or one kept from earlier calls had been closed: no answer had begun. */
        CONNECT_FAILURE,
        /** The connection broke before the answer was whole. */
        RESET,
        /** The service was silent too long. */
        TIMEOUT
    }

    public Retry {
        failures = Set.copyOf(failures);
        statuses = Set.copyOf(statuses);
    }
}

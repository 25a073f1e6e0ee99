package io.gatehouse.gateway.limit;

import io.gatehouse.gateway.route.RateLimit;

/**
 * The fields that tell a client of its limit (draft-ietf-httpapi-ratelimit-headers-10). A token bucket is told as a
 * quota of its whole capacity over the time that it takes to fill: the same rate as in the route file, and what remains
 * is never more than the quota.
 *
 * @param remaining tokens left
 * @param fullIn nanoseconds until none is missing
 */
record RateLimitFields(RateLimit limit, long remaining, long fullIn) {

    static final String POLICY = "RateLimit-Policy";
    static final String STATE = "RateLimit";

    private static final long NANOS = 1_000_000_000;

    /** The limit itself, the same in every answer. */
    String policy() {
        return '"' + limit.name() + "\";q=" + limit.burst() + ";w="
                + seconds(TokenBucket.refillTime(limit).toNanos());
    }

    /** What is left of it. */
    String state() {
        return '"' + limit.name() + "\";r=" + remaining + ";t=" + seconds(fullIn);
    }

    /** Whole seconds, rounded up, so that whoever waits so long has waited long enough; never 0, which invites a rush. */
    static long seconds(long nanos) {
        return Math.max(1, nanos / NANOS + (nanos % NANOS == 0 ? 0 : 1));
    }
}

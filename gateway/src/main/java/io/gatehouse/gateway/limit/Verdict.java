package io.gatehouse.gateway.limit;

/** What counting a request comes to. Times are in nanoseconds from now. */
sealed interface Verdict {

    /**
     * The limit allows the request.
     *
     * @param remaining how many more it would allow at this moment
     * @param fullIn until it allows as many at once as ever
     */
    record Allowed(long remaining, long fullIn) implements Verdict {}

    /**
     * The limit does not allow the request.
     *
     * @param retryIn until it allows one more
     * @param fullIn until it allows as many at once as ever
     */
    record Refused(long retryIn, long fullIn) implements Verdict {}

    /** Nobody knows: the counts are out of reach. */
    record Unknown() implements Verdict {}
}

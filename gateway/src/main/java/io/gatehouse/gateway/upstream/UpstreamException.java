package io.gatehouse.gateway.upstream;

/** A call to a service that brought no usable answer. */
public final class UpstreamException extends RuntimeException {

    /** What went wrong, as far as it matters to the client, to a retry or to a breaker. */
    public enum Kind {
        /** The gateway does not make the call now, or has no room for its answer. */
        UNAVAILABLE,
        /** No connection came about: nothing was sent. */
        CONNECT_FAILURE,
        /** A connection kept from earlier calls broke before any of the answer came: most likely it was closed already. */
        STALE_CONNECTION,
        /** The connection broke before the answer was whole. */
        RESET,
        /** No answer in time. */
        TIMEOUT,
        /** An answer that is not HTTP or not to be believed. */
        BROKEN,
        /** An answer above what its route lets through. */
        TOO_LARGE
    }

    private final Kind kind;

    UpstreamException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

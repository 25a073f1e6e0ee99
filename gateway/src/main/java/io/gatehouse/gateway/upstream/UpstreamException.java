package io.gatehouse.gateway.upstream;

/** A call to a service that brought no usable answer. */
public final class UpstreamException extends RuntimeException {

    /** What went wrong, as far as it matters to the client. */
    public enum Kind {
        /** No connection could be made, or the gateway has no room for the answer now. */
        UNAVAILABLE,
        /** No answer in time. */
        TIMEOUT,
        /** An answer that is not HTTP, not whole, too large or not to be believed. */
        BROKEN
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

package io.gatehouse.servicekit.token;

/** A token that is not accepted, and why in a word. The reason is for logs and choice of answer, not for callers. */
public final class TokenRefusedException extends Exception {

    /** Whether the token was once good. */
    public enum Reason {
        /** Good but for its time. */
        EXPIRED,
        /** Anything else. */
        CORRUPTED
    }

    private final Reason reason;

    TokenRefusedException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}

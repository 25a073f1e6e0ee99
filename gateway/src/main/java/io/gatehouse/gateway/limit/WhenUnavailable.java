package io.gatehouse.gateway.limit;

/** What becomes of limited requests while the shared counts are out of reach. */
public enum WhenUnavailable {
    /** They pass, uncounted: the services' own protection must do. */
    OPEN,
    /** They are answered with 503. */
    CLOSED
}

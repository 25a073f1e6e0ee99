package io.gatehouse.gateway.revocation;

/** What becomes of access tokens while it can't be told which sessions have ended. */
public enum WhenStale {
    /** They are believed: a stolen one may work until it expires. */
    SERVE,
    /** They are answered with 503: nobody who is logged in is served. */
    REFUSE
}

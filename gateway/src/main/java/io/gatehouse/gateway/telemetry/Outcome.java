package io.gatehouse.gateway.telemetry;

import java.util.Locale;

/** What became of a request, and at whose hands: a 404 of a service is not a 404 of the gateway. */
public enum Outcome {
    /** Answered as asked: by the service, or by the gateway itself. */
    OK,
    /** The service refused. */
    SERVICE_4XX,
    /** The service failed. */
    SERVICE_5XX,
    /** The gateway can't read the request. */
    MALFORMED,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    /** The request's body is above what its route takes. */
    TOO_LARGE,
    RATE_LIMITED,
    /** Refused by the gateway for another reason. */
    REFUSED,
    /** The client took too long to send its request or to take its answer. */
    CLIENT_SLOW,
    /** The client went away before it had its answer. */
    CLIENT_GONE,
    /** Not attempted, to protect the service or the gateway. */
    SHED,
    UPSTREAM_UNREACHABLE,
    UPSTREAM_TIMEOUT,
    /** The service's answer broke off, is no HTTP or not to be believed. */
    UPSTREAM_BROKEN,
    /** The service's answer is above what its route lets through. */
    UPSTREAM_TOO_LARGE,
    /** The gateway failed. */
    FAILED;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** In logs, metrics and traces. */
    public String label() {
        return label;
    }

    /** What a status means that a service answered. */
    static Outcome ofService(int status) {
        return status < 400 ? OK : status < 500 ? SERVICE_4XX : SERVICE_5XX;
    }

    /** What a status means that the gateway answered by itself. */
    static Outcome ofGateway(int status) {
        return switch (status) {
            case 400, 414, 431 -> MALFORMED;
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 408 -> CLIENT_SLOW;
            case 413 -> TOO_LARGE;
            case 429 -> RATE_LIMITED;
            case 502 -> UPSTREAM_BROKEN;
            case 503 -> SHED;
            case 504 -> UPSTREAM_TIMEOUT;
            default -> status < 400 ? OK : status < 500 ? REFUSED : FAILED;
        };
    }
}

package io.gatehouse.servicekit.problem;

import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/** What keeps a request's body from arriving whole. It surfaces in whatever was reading, wrapped by that. */
final class TransportProblems {

    private TransportProblems() {}

    /** The problem with the body that lies at the root of a failure, or null when it is another one. */
    static @Nullable Problem find(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http) {
                return Problem.of(http.getCode(), detail(http.getCode()));
            } else if (cause instanceof EofException) {
                return Problem.of(400, "The request body ended before it was complete.");
            } else if (cause instanceof TimeoutException) {
                return Problem.of(408, detail(408));
            }
        }
        return null;
    }

    /** What a status says when Jetty chose it. */
    static @Nullable String detail(int status) {
        return switch (status) {
            case 400 -> "The request is malformed.";
            case 404 -> "There is nothing at this path.";
            case 405 -> "This method is not allowed here.";
            case 408 -> "The request came too slowly.";
            case 413 -> "The request body is too large.";
            case 414 -> "The request target is too long.";
            case 415 -> "The Content-Type header is not a media type, as application/json is one.";
            case 431 -> "The request headers are too large.";
            default -> null;
        };
    }
}

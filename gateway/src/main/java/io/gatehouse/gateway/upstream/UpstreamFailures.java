package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.telemetry.Outcome;
import io.gatehouse.gateway.upstream.UpstreamException.Kind;
import io.gatehouse.servicekit.problem.ProblemException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** The one list of how a failed call is named, and of what the client is told. Never more than that: no host, no class. */
public final class UpstreamFailures {

    /** Jetty appends the state of the whole connection, which tells an operator nothing. */
    private static final int MAX_MESSAGE = 120;

    private UpstreamFailures() {}

    static UpstreamException classify(Throwable failure) {
        if (failure instanceof UpstreamException known) {
            return known;
        }
        String message = failure.toString();
        return new UpstreamException(kind(failure), message.substring(0, Math.min(message.length(), MAX_MESSAGE)));
    }

    /** The known failure behind whatever stages and libraries wrapped it in, or null without one. */
    public static @Nullable UpstreamException find(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UpstreamException known) {
                return known;
            }
        }
        return null;
    }

    /** What is told of a failed call. */
    public static Outcome outcome(Throwable failure) {
        UpstreamException known = find(failure);
        if (known == null) {
            return Outcome.FAILED;
        }
        return switch (known.kind()) {
            case UNAVAILABLE -> Outcome.SHED;
            case CONNECT_FAILURE -> Outcome.UPSTREAM_UNREACHABLE;
            case TIMEOUT -> Outcome.UPSTREAM_TIMEOUT;
            case STALE_CONNECTION, RESET, BROKEN -> Outcome.UPSTREAM_BROKEN;
            case TOO_LARGE -> Outcome.UPSTREAM_TOO_LARGE;
        };
    }

    private static Kind kind(Throwable failure) {
        if (failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException
                || failure instanceof UnresolvedAddressException
                || failure instanceof SocketTimeoutException
                || failure instanceof SSLHandshakeException) {
            return Kind.CONNECT_FAILURE;
        } else if (failure instanceof RejectedExecutionException) { // too many wait for a connection
            return Kind.UNAVAILABLE;
        } else if (failure instanceof TimeoutException) {
            return Kind.TIMEOUT;
        }
        return failure instanceof IOException ? Kind.RESET : Kind.BROKEN;
    }

    /** The answer to the client. */
    public static ProblemException problem(UpstreamException failure) {
        return switch (failure.kind()) {
            case UNAVAILABLE, CONNECT_FAILURE ->
                new ProblemException(503, "Service is unavailable.").withHeader("Retry-After", "1");
            case TIMEOUT -> new ProblemException(504, "The service did not answer in time.");
            case STALE_CONNECTION, RESET, BROKEN, TOO_LARGE ->
                new ProblemException(502, "The service gave no usable answer.");
        };
    }
}

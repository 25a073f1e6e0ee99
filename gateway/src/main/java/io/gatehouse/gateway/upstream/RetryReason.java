package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.route.Retry;
import io.gatehouse.gateway.route.Retry.Failure;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an outcome is one after which a route's call is made again, in the words of the route file. */
final class RetryReason {

    /** RFC 9110 §9.2.2. The route file's reader refuses retries of others; what no call may do is checked twice. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE");

    private RetryReason() {}

    static boolean isPossible(Retry retry, String method) {
        return retry.attempts() > 1 && IDEMPOTENT.contains(method);
    }

    /** The reason, or null when the outcome stands. */
    static @Nullable String of(Retry retry, @Nullable UpstreamAnswer answer, @Nullable Throwable failure) {
        if (answer != null) {
            return retry.statuses().contains(answer.status()) ? String.valueOf(answer.status()) : null;
        }
        UpstreamException known = UpstreamFailures.find(failure);
        if (known == null) {
            return null;
        }
        return switch (known.kind()) {
            case CONNECT_FAILURE -> named(retry, Failure.CONNECT_FAILURE, "connect-failure");
            case STALE_CONNECTION -> {
                String asConnectFailure = named(retry, Failure.CONNECT_FAILURE, "connect-failure");
                yield asConnectFailure == null ? named(retry, Failure.RESET, "reset") : asConnectFailure;
            }
            case RESET -> named(retry, Failure.RESET, "reset");
            case TIMEOUT -> named(retry, Failure.TIMEOUT, "timeout");
            case UNAVAILABLE, BROKEN, TOO_LARGE -> null;
        };
    }

    private static @Nullable String named(Retry retry, Failure failure, String name) {
        return retry.failures().contains(failure) ? name : null;
    }
}

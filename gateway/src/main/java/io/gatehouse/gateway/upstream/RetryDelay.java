package io.gatehouse.gateway.upstream;

import io.github.resilience4j.core.IntervalFunction;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a call is made again: some 10 ms, then twice that, each drawn at random by half, so that the
 * calls that failed together don't come back together; and at least what the service asks for.
 */
final class RetryDelay {

    private static final Duration LONGEST = Duration.ofMillis(50);

    private static final IntervalFunction BACKOFF =
            IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(15), 2, 0.5, LONGEST);

    /** What an attempt needs at the least to be worth the service's while. */
    private static final Duration LEAST_LEFT = Duration.ofMillis(50);

    private RetryDelay() {}

    /** The delay, or null when the time that would be left after it is not worth another attempt. */
    static @Nullable Duration before(Attempt next, @Nullable UpstreamAnswer answer) {
        Duration delay = Duration.ofMillis(BACKOFF.apply(next.number() - 1));
        Duration asked = answer == null ? Duration.ZERO : retryAfter(answer);
        if (asked == null) {
            return null;
        }
        Duration longer = asked.compareTo(delay) > 0 ? asked : delay;
        return next.left().minus(longer).compareTo(LEAST_LEFT) < 0 ? null : longer;
    }

    /** What the service asks for (RFC 9110 §10.2.3), or null for a date: that is seconds away, and clocks differ. */
    private static @Nullable Duration retryAfter(UpstreamAnswer answer) {
        String value = answer.header(HttpHeaders.RETRY_AFTER);
        if (value == null) {
            return Duration.ZERO;
        }
        return value.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
    }
}

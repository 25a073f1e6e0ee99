package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.route.Timeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a call.
 *
 * @param number 1 for the first
 * @param deadline in {@link System#nanoTime()}, when the route's total time is over for all attempts together
 * @param failed the instance at which the attempt before failed, to be passed by if there are others
 */
record Attempt(
        UpstreamCall call,
        int number,
        long deadline,
        @Nullable String failed) {

    static Attempt first(UpstreamCall call) {
        long total = call.match().route().timeouts().total().toNanos();
        return new Attempt(call, 1, System.nanoTime() + total, null);
    }

    Attempt next() {
        return new Attempt(call, number + 1, deadline, call.exchange().instance());
    }

    Duration left() {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

    /** The route's timeouts, with what is left of the total. */
    Timeouts timeouts() {
        Timeouts own = call.match().route().timeouts();
        return number == 1 ? own : new Timeouts(own.connect(), own.response(), left());
    }
}

package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.upstream.UpstreamException.Kind;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers that an instance could not be reached a moment ago, so that while it is restarted the others get its calls
 * from the first failure on. The breaker waits until half of many calls have failed; by then the retries that cover for
 * them are used up. One call a second finds out whether it is back.
 */
final class Reachability implements Channel {

    private static final long MOMENT = TimeUnit.SECONDS.toNanos(1);

    private static final long REACHED = -1;

    private final Channel next;
    private final LongSupplier nanoTime;
    private final long origin;

    /** When it may be tried again, in nanoseconds from the origin, or {@link #REACHED}. */
    private final AtomicLong retryAt = new AtomicLong(REACHED);

    Reachability(Channel next, LongSupplier nanoTime) {
        this.next = next;
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
    }

    /** False when another instance should rather take the call. While unreachable, true to one caller a second. */
    boolean isWorthACall() {
        long at = retryAt.get();
        return at == REACHED || (now() >= at && retryAt.compareAndSet(at, now() + MOMENT));
    }

    @Override
    public CompletionStage<UpstreamAnswer> send(Attempt attempt) {
        return next.send(attempt).whenComplete((answer, failure) -> {
            if (isUnreachable(failure)) {
                retryAt.set(now() + MOMENT);
            } else if (answer != null && retryAt.get() != REACHED) {
                retryAt.set(REACHED);
            }
        });
    }

    private static boolean isUnreachable(@Nullable Throwable failure) {
        UpstreamException known = UpstreamFailures.find(failure);
        return known != null && known.kind() == Kind.CONNECT_FAILURE;
    }

    private long now() {
        return nanoTime.getAsLong() - origin;
    }
}

package io.gatehouse.gateway.upstream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Bounds the calls under way to a service, so that one that hangs holds no more than its share of the gateway's memory
 * and connections. A call beyond the bound is shed at once; none waits. The bound may change at any time, for which
 * resilience4j's would wait until enough calls have ended.
 */
final class Bulkhead implements Channel {

    private final Channel next;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder shed = new LongAdder();
    private volatile int limit;

    Bulkhead(Channel next) {
        this.next = next;
    }

    void limit(int newLimit) {
        limit = newLimit;
    }

    int inFlight() {
        return inFlight.get();
    }

    LongAdder shed() {
        return shed;
    }

    @Override
    public CompletionStage<UpstreamAnswer> send(Attempt attempt) {
        if (inFlight.incrementAndGet() > limit) {
            inFlight.decrementAndGet();
            shed.increment();
            return CompletableFuture.failedStage(new UpstreamException(
                    UpstreamException.Kind.UNAVAILABLE, "as many calls as it may have are under way"));
        }
        return next.send(attempt).whenComplete((answer, failure) -> inFlight.decrementAndGet());
    }
}

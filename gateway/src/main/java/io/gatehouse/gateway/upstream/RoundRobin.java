package io.gatehouse.gateway.upstream;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Gives calls to a service's instances in turn, passing by those that decline, and the one that just failed while
 * another takes the call. When none takes it, it fails at once: to try the least bad one nevertheless would keep callers
 * waiting and the service from recovering.
 */
final class RoundRobin implements Channel {

    private final Instances instances;
    private final AtomicInteger turn = new AtomicInteger();
    private final LongAdder declined = new LongAdder();

    RoundRobin(Instances instances) {
        this.instances = instances;
    }

    /** How many calls no instance took. */
    LongAdder declined() {
        return declined;
    }

    @Override
    public CompletionStage<UpstreamAnswer> send(Attempt attempt) {
        List<Instance> all = instances.all();
        CompletionStage<UpstreamAnswer> sent =
                all.size() == 1 ? all.get(0).channel().trySend(attempt) : trySend(attempt, all);
        if (sent == null) {
            declined.increment();
            return CompletableFuture.failedStage(
                    new UpstreamException(UpstreamException.Kind.UNAVAILABLE, "no instance takes calls now"));
        }
        return sent;
    }

    private @Nullable CompletionStage<UpstreamAnswer> trySend(Attempt attempt, List<Instance> all) {
        if (all.isEmpty()) {
            return null;
        }
        Instance first = all.get(Math.floorMod(turn.getAndIncrement(), all.size()));
        if (!first.name().equals(attempt.failed())) {
            CompletionStage<UpstreamAnswer> sent = first.channel().trySend(attempt);
            if (sent != null) {
                return sent;
            }
        }
        // From a random place on: the next in turn would get the share of the one passed by besides its own.
        int start = ThreadLocalRandom.current().nextInt(all.size());
        Instance failed = null;
        for (int i = 0; i < all.size(); i++) {
            Instance instance = all.get((start + i) % all.size());
            if (instance.name().equals(attempt.failed())) {
                failed = instance;
            } else {
                CompletionStage<UpstreamAnswer> sent = instance.channel().trySend(attempt);
                if (sent != null) {
                    return sent;
                }
            }
        }
        return failed == null ? null : failed.channel().trySend(attempt);
    }
}

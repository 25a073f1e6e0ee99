package io.gatehouse.gateway.upstream;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives calls to a service's instances in turn, passing by those that decline and, as long as another takes the call,
 * those that can't be reached, and before all the one at which it just failed. When none takes it, it fails at once: to try the
 * least bad one nevertheless would keep callers waiting and the service from recovering.
 */
final class RoundRobin implements Channel {

    private final Instances instances;
    private final Function<Instance, InstanceChannel> way;
    private final @Nullable Channel otherwise;
    private final AtomicInteger turn = new AtomicInteger();
    private final LongAdder declined = new LongAdder();

    /**
     * Chooses among instances.
     *
     * @param way how an instance is called
     * @param otherwise what gets a call that no instance takes; null: it fails
     */
    RoundRobin(Instances instances, Function<Instance, InstanceChannel> way, @Nullable Channel otherwise) {
        this.instances = instances;
        this.way = way;
        this.otherwise = otherwise;
    }

    /** How many calls no instance took. */
    LongAdder declined() {
        return declined;
    }

    @Override
    public CompletionStage<UpstreamAnswer> send(Attempt attempt) {
        List<Instance> all = instances.all();
        CompletionStage<UpstreamAnswer> sent =
                all.size() == 1 ? way.apply(all.get(0)).trySend(attempt) : trySend(attempt, all);
        if (sent == null && otherwise != null) {
            return otherwise.send(attempt);
        } else if (sent == null) {
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
        if (isOther(first, attempt) && first.reachability().isWorthACall()) {
            CompletionStage<UpstreamAnswer> sent = way.apply(first).trySend(attempt);
            if (sent != null) {
                return sent;
            }
        }
        CompletionStage<UpstreamAnswer> sent = trySend(
                attempt,
                all,
                instance ->
                        isOther(instance, attempt) && instance.reachability().isWorthACall());
        if (sent == null) {
            sent = trySend(attempt, all, instance -> isOther(instance, attempt));
        }
        return sent == null ? trySend(attempt, all, instance -> true) : sent;
    }

    private @Nullable CompletionStage<UpstreamAnswer> trySend(
            Attempt attempt, List<Instance> all, Predicate<Instance> wanted) {
        // From a random place on: the next in turn would get the share of the one passed by besides its own.
        int start = ThreadLocalRandom.current().nextInt(all.size());
        for (int i = 0; i < all.size(); i++) {
            Instance instance = all.get((start + i) % all.size());
            if (wanted.test(instance)) {
                CompletionStage<UpstreamAnswer> sent = way.apply(instance).trySend(attempt);
                if (sent != null) {
                    return sent;
                }
            }
        }
        return null;
    }

    /** Whether the attempt is not the retry of one that failed there. */
    private static boolean isOther(Instance instance, Attempt attempt) {
        return !instance.name().equals(attempt.failed());
    }
}

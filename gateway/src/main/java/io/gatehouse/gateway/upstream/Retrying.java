package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.route.Retry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Makes a failed call again as its route says: of idempotent methods alone, within the service's {@link RetryBudget}
 * and the time that the route has left. What can't be made again ends as it failed.
 */
final class Retrying implements Channel {

    private final Channel next;
    private final RetryBudget budget;
    private final Executor executor;
    private final Map<String, LongAdder> retries = new ConcurrentHashMap<>();
    private final LongAdder denied = new LongAdder();

    /** @param executor what carries on after a delay */
    Retrying(Channel next, RetryBudget budget, Executor executor) {
        this.next = next;
        this.budget = budget;
        this.executor = executor;
    }

    /** The retries made, by reason. */
    Map<String, LongAdder> retries() {
        return retries;
    }

    /** How many retries the budget forbade. */
    LongAdder denied() {
        return denied;
    }

    @Override
    public CompletionStage<UpstreamAnswer> send(Attempt attempt) {
        budget.called();
        UpstreamCall call = attempt.call();
        Retry retry = call.match().route().retry();
        if (!RetryReason.isPossible(retry, call.method())) {
            return next.send(attempt);
        }
        var outcome = new CompletableFuture<UpstreamAnswer>();
        send(attempt, retry, outcome);
        return outcome;
    }

    private void send(Attempt attempt, Retry retry, CompletableFuture<UpstreamAnswer> outcome) {
        next.send(attempt).whenComplete((answer, failure) -> {
            if (!sendsAgain(attempt, retry, answer, failure, outcome)) {
                if (failure == null) {
                    outcome.complete(answer);
                } else {
                    outcome.completeExceptionally(failure);
                }
            }
        });
    }

    private boolean sendsAgain(
            Attempt attempt,
            Retry retry,
            @Nullable UpstreamAnswer answer,
            @Nullable Throwable failure,
            CompletableFuture<UpstreamAnswer> outcome) {
        if (attempt.number() >= retry.attempts()) {
            return false;
        }
        String reason = RetryReason.of(retry, answer, failure);
        if (reason == null) {
            return false;
        }
        Attempt again = attempt.next();
        Duration delay = RetryDelay.before(again, answer);
        if (delay == null) {
            return false;
        }
        if (!budget.tryTake()) {
            denied.increment();
            return false;
        }
        retries.computeIfAbsent(reason, key -> new LongAdder()).increment();
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(() -> send(again, retry, outcome));
        return true;
    }
}

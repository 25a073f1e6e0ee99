package io.gatehouse.gateway.limit;

import io.gatehouse.gateway.route.RateLimit;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts in Redis, for all replicas together. A count that takes longer than its time is {@link Verdict.Unknown}. */
final class RedisStore implements RateLimitStore {

    private static final Verdict UNKNOWN = new Verdict.Unknown();

    private final RedisLink link;
    private final Duration timeout;
    private final StoreReach reach;
    private final Executor continuations;

    /** @param continuations where requests go on: neither Redis' one thread nor the JVM's one timer should carry them */
    RedisStore(RedisLink link, Duration timeout, StoreReach reach, Executor continuations) {
        this.link = link;
        this.timeout = timeout;
        this.reach = reach;
        this.continuations = continuations;
    }

    @Override
    public CompletionStage<Verdict> count(RateLimit limit, String who) {
        RedisBuckets buckets = link.buckets();
        if (buckets == null) {
            reach.requestFailed(null);
            return CompletableFuture.completedFuture(UNKNOWN);
        }
        return buckets.count(limit, who)
                .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                .handleAsync(this::verdict, continuations);
    }

    private Verdict verdict(@Nullable ConsumptionProbe probe, @Nullable Throwable failure) {
        if (probe != null) {
            return TokenBucket.verdict(probe);
        }
        reach.requestFailed(failure);
        return UNKNOWN;
    }
}

package io.gatehouse.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.gatehouse.gateway.route.RateLimit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketListener;
import io.github.bucket4j.MathType;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LockFreeBucket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Counts in this process's memory. A bucket that nobody used for as long as it takes to fill is forgotten: a new one
 * would be the same. Buckets belong to the limit as a whole, so that one whose numbers change in the route file counts
 * anew and one that stays keeps its counts.
 *
 * <p>At the bound, the buckets that are used least make room. Whoever forces that with many addresses gains nothing: it
 * takes {@link #MAX_BUCKETS} addresses, each with an allowance of its own, to be given one allowance afresh. Those who
 * keep asking are kept, so a flood of strangers does not reset them.
 */
final class LocalStore implements RateLimitStore {

    /** At some 450 bytes each, 45 MB. */
    static final int MAX_BUCKETS = 100_000;

    private record Key(RateLimit limit, String who) {}

    private final TimeMeter time;
    private final Cache<Key, Bucket> buckets;

    LocalStore(TimeMeter time) {
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfter(Expiry.<Key, Bucket>accessing((key, bucket) -> TokenBucket.refillTime(key.limit())))
                .ticker(time::currentTimeNanos)
                .build();
    }

    @Override
    public CompletionStage<Verdict> count(RateLimit limit, String who) {
        Bucket bucket = buckets.get(new Key(limit, who), this::newBucket);
        return CompletableFuture.completedFuture(TokenBucket.verdict(bucket.tryConsumeAndReturnRemaining(1)));
    }

    private Bucket newBucket(Key key) {
        return new LockFreeBucket(
                TokenBucket.configuration(key.limit()), MathType.INTEGER_64_BITS, time, BucketListener.NOPE);
    }

    /** How many buckets there are once those that expired or found no room are gone. */
    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}

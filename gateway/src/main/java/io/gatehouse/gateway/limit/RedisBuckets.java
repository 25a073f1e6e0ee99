package io.gatehouse.gateway.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.gatehouse.gateway.route.RateLimit;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The buckets in Redis, over one connection. Each is changed by compare-and-swap; requests of this gateway to the same
 * bucket that meet go to Redis as one, so that a flood from one client contends with the other replicas only.
 */
final class RedisBuckets {

    private static final String PREFIX = "gatehouse:rate-limit:";

    /** A bucket is kept in Redis for this long after it is full again. */
    private static final Duration KEPT_FULL = Duration.ofSeconds(1);

    /** Only what is used at the same time gains by being kept here; the counts are in Redis. */
    private static final int KEPT_HERE = 10_000;

    private static final Duration UNUSED_HERE = Duration.ofMinutes(1);

    private record Key(RateLimit limit, String who) {

        /** With the limit's numbers, so that changed ones count anew. */
        byte[] bytes() {
            return (PREFIX
                            + limit.name()
                            + ':'
                            + limit.allow()
                            + '/'
                            + limit.period()
                            + '/'
                            + limit.burst()
                            + ':'
                            + who)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final AsyncProxyManager<byte[]> proxies;
    private final LoadingCache<Key, AsyncBucketProxy> buckets = Caffeine.newBuilder()
            .maximumSize(KEPT_HERE)
            .expireAfterAccess(UNUSED_HERE)
            .build(this::bucket);

    /** @param timeout for one exchange with Redis */
    RedisBuckets(StatefulRedisConnection<byte[], byte[]> connection, Duration timeout) {
        this.connection = connection;
        this.proxies = Bucket4jLettuce.casBasedBuilder(connection)
                .requestTimeout(timeout)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_FULL))
                .build()
                .asAsync();
    }

    CompletableFuture<ConsumptionProbe> count(RateLimit limit, String who) {
        return buckets.get(new Key(limit, who)).tryConsumeAndReturnRemaining(1);
    }

    CompletableFuture<String> ping() {
        return connection.async().ping().toCompletableFuture();
    }

    CompletionStage<Void> close() {
        return connection.closeAsync();
    }

    private AsyncBucketProxy bucket(Key key) {
        var configuration = CompletableFuture.completedFuture(TokenBucket.configuration(key.limit()));
        return proxies.builder().withOptimization(Optimizations.batching()).build(key.bytes(), () -> configuration);
    }
}

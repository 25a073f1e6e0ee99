package io.gatehouse.gateway.limit;

import io.dropwizard.lifecycle.Managed;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one connection to Redis. Twice a second it is checked, and made anew when it is gone or has been silent too
 * long: unlike the client's own reconnecting, this also makes the first connection late, and gives up one to a host that
 * vanished without a word.
 */
final class RedisLink implements Managed {

    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(500);

    /** The time to connect, and the longest silence of a connection that stays. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Commands that wait for a silent Redis, beyond which they fail at once: a bound on memory. */
    private static final int MAX_WAITING = 10_000;

    private final RedisURI uri;
    private final Duration timeout;
    private final StoreReach reach;
    private final ScheduledExecutorService timer;
    private final RedisClient client = RedisClient.create();
    private final AtomicBoolean checking = new AtomicBoolean();
    private volatile @Nullable RedisBuckets buckets;
    private @Nullable Future<?> checks;

    /** @param timeout for one exchange with Redis; only a check answered within it ends an outage */
    RedisLink(RedisURI uri, Duration timeout, StoreReach reach, ScheduledExecutorService timer) {
        this.uri = uri;
        this.timeout = timeout;
        this.reach = reach;
        this.timer = timer;
        uri.setTimeout(PATIENCE);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .requestQueueSize(MAX_WAITING)
                .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).build())
                .build());
    }

    /** The buckets in Redis, or null while there is no connection. */
    @Nullable
    RedisBuckets buckets() {
        return buckets;
    }

    @Override
    public void start() {
        checks = timer.scheduleWithFixedDelay(this::check, 0, BETWEEN_CHECKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (checks != null) {
            checks.cancel(false);
        }
        CompletionStage<Void> down = client.shutdownAsync(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        down.whenComplete((done, failure) -> buckets = null);
    }

    private void check() {
        if (checking.compareAndSet(false, true)) {
            RedisBuckets current = buckets;
            CompletionStage<?> checked = current == null ? connect() : ping(current);
            checked.whenComplete((done, failure) -> {
                if (failure != null) {
                    reach.failed(failure);
                }
                checking.set(false);
            });
        }
    }

    private CompletionStage<?> connect() {
        return client.connectAsync(ByteArrayCodec.INSTANCE, uri).thenAccept(connection -> {
            buckets = new RedisBuckets(connection, timeout);
            reach.checked();
        });
    }

    private CompletionStage<?> ping(RedisBuckets current) {
        long sent = System.nanoTime();
        return current.ping()
                .orTimeout(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((pong, failure) -> {
                    if (failure != null) {
                        buckets = null;
                        current.close();
                    } else if (System.nanoTime() - sent <= timeout.toNanos()) {
                        reach.checked();
                    }
                });
    }
}

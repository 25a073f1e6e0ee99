package io.gatehouse.users.password;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.lifecycle.setup.ExecutorServiceBuilder;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * The {@code passwords} part of the configuration.
 *
 * @param threads how many passwords are hashed at once; each takes a processor, and keeps 20 MiB of heap
 * @param share of the time that each of them computes in a rush; below 1 they also give way to other work then
 * @param queue how many requests wait for their turn
 */
public record HashingFactory(
        @JsonProperty @Min(1) @Max(256) int threads,
        @JsonProperty @DecimalMin("0.01") @DecimalMax("1") double share,
        @JsonProperty @Min(1) @Max(10_000) int queue) {

    /** What hashes passwords and where, until the service ends. */
    public Hashing build(LifecycleEnvironment lifecycle) {
        return build(lifecycle, LockSupport::parkNanos);
    }

    /** @param rest as in {@link RestingExecutor} */
    Hashing build(LifecycleEnvironment lifecycle, LongConsumer rest) {
        var waiting = new ArrayBlockingQueue<Runnable>(queue);
        return share < 1 ? considerate(lifecycle, waiting, rest) : undisturbed(lifecycle, waiting);
    }

    private Hashing undisturbed(LifecycleEnvironment lifecycle, BlockingQueue<Runnable> waiting) {
        Executor hashing = build(lifecycle.executorService("hashing-%d"), waiting);
        return new Hashing(
                new HashingPool(hashing, () -> isFull(waiting), () -> {}, System::nanoTime),
                new Passwords(threads, Runnable::run));
    }

    /** Rests and gives way in a rush. */
    private Hashing considerate(LifecycleEnvironment lifecycle, BlockingQueue<Runnable> waiting, LongConsumer rest) {
        var rush = new Rush(() -> !waiting.isEmpty(), System::nanoTime);
        // Stopped after those who wait for it, as it is made before them.
        Executor idle = build(
                lifecycle.executorService("hashing-idle-%d", new IdleThreadFactory("chrt")),
                new LinkedBlockingQueue<>());
        Executor hashing = build(lifecycle.executorService("hashing-%d"), waiting);
        var resting = new RestingExecutor(hashing, rush::isOn, share, System::nanoTime, rest);
        return new Hashing(
                new HashingPool(resting, () -> isFull(waiting), rush::turnedAway, System::nanoTime),
                new Passwords(threads, new GivingWay(rush::isOn, idle, System::nanoTime)));
    }

    private Executor build(ExecutorServiceBuilder builder, BlockingQueue<Runnable> waiting) {
        return builder.minThreads(threads)
                .maxThreads(threads)
                .workQueue(waiting)
                .build();
    }

    private static boolean isFull(BlockingQueue<Runnable> waiting) {
        return waiting.remainingCapacity() == 0;
    }
}

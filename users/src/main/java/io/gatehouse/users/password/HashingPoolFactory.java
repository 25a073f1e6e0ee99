package io.gatehouse.users.password;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * The {@code passwords} part of the configuration.
 *
 * @param threads how many passwords are hashed at once; each takes a processor, and keeps 20 MiB of heap
 * @param share of the time that each of them computes in a rush; below 1 they also give way to all other work then
 * @param queue how many requests wait for their turn
 */
public record HashingPoolFactory(
        @JsonProperty @Min(1) @Max(256) int threads,
        @JsonProperty @DecimalMin("0.01") @DecimalMax("1") double share,
        @JsonProperty @Min(1) @Max(10_000) int queue) {

    /** What hashes passwords and where, until the service ends. */
    public Hashing build(LifecycleEnvironment lifecycle) {
        var waiting = new ArrayBlockingQueue<Runnable>(queue);
        var rush = new Rush(() -> !waiting.isEmpty(), System::nanoTime);
        // Stopped after those who wait for it, as it is made before them.
        Executor idle = lifecycle
                .executorService("hashing-idle-%d", new IdleThreadFactory())
                .minThreads(threads)
                .maxThreads(threads)
                .build();
        Executor executor = lifecycle
                .executorService("hashing-%d")
                .minThreads(threads)
                .maxThreads(threads)
                .workQueue(waiting)
                .build();
        var resting = new RestingExecutor(executor, rush::isOn, share, System::nanoTime, LockSupport::parkNanos);
        return new Hashing(
                new HashingPool(resting, () -> waiting.remainingCapacity() == 0, System::nanoTime),
                new Passwords(threads, share < 1 ? new GivingWay(rush::isOn, idle, System::nanoTime) : Runnable::run));
    }
}

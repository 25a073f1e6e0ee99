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
 * @param share of the time that each of them computes while more wait
 * @param queue how many requests wait for their turn
 */
public record HashingPoolFactory(
        @JsonProperty @Min(1) @Max(256) int threads,
        @JsonProperty @DecimalMin("0.01") @DecimalMax("1") double share,
        @JsonProperty @Min(1) @Max(10_000) int queue) {

    /** The pool, which ends with the service. */
    public HashingPool build(LifecycleEnvironment lifecycle) {
        var waiting = new ArrayBlockingQueue<Runnable>(queue);
        Executor executor = lifecycle
                .executorService("hashing-%d")
                .minThreads(threads)
                .maxThreads(threads)
                .workQueue(waiting)
                .build();
        return new HashingPool(
                new RestingExecutor(
                        executor, () -> !waiting.isEmpty(), share, System::nanoTime, LockSupport::parkNanos),
                () -> waiting.remainingCapacity() == 0,
                System::nanoTime);
    }
}

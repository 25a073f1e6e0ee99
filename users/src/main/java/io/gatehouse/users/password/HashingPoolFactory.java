package io.gatehouse.users.password;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * The {@code passwords} part of the configuration.
 *
 * @param threads how many passwords are hashed at once; each takes a processor, and keeps 20 MiB of heap
 * @param queue how many requests wait for their turn
 */
public record HashingPoolFactory(
        @JsonProperty @Min(1) @Max(256) int threads,
        @JsonProperty @Min(1) @Max(10_000) int queue) {

    /** The pool, which ends with the service. */
    public HashingPool build(LifecycleEnvironment lifecycle) {
        var waiting = new ArrayBlockingQueue<Runnable>(queue);
        return new HashingPool(
                lifecycle
                        .executorService("hashing-%d")
                        .minThreads(threads)
                        .maxThreads(threads)
                        .workQueue(waiting)
                        .build(),
                () -> waiting.remainingCapacity() == 0,
                System::nanoTime);
    }
}

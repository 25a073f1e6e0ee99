package io.gatehouse.servicekit.database;

import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes rows that are out of date now and then, in batches that hold nobody up. */
public final class Sweep implements Runnable {

    /** One kind of rows that go out of date. What is out of date must count as absent before it is deleted. */
    @FunctionalInterface
    public interface Rows {

        /** Deletes some of them, in a transaction of its own, and tells how many. Replicas may do it at once. */
        int delete(int atMost);
    }

    private static final Logger log = LoggerFactory.getLogger(Sweep.class);
    private static final int BATCH = 1000;

    private final List<Rows> kinds;

    private Sweep(List<Rows> kinds) {
        this.kinds = kinds;
    }

    /** Runs the sweep on a thread of its own until the service stops. */
    public static void schedule(String name, Duration every, LifecycleEnvironment lifecycle, Rows... kinds) {
        var unused = lifecycle
                .scheduledExecutorService(name, true)
                .threads(1)
                .build()
                .scheduleWithFixedDelay(
                        new Sweep(List.of(kinds)), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
        kinds.forEach(Sweep::sweep);
    }

    private static void sweep(Rows rows) {
        try {
            int swept = BATCH;
            while (swept == BATCH && !Thread.currentThread().isInterrupted()) {
                swept = rows.delete(BATCH);
            }
        } catch (RuntimeException e) {
            log.warn("Could not sweep what is out of date, the next run is soon enough: {}", e.getMessage());
        }
    }
}

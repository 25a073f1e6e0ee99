package io.gatehouse.orders.order;

import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes expired idempotency keys now and then, in batches that hold nobody up. */
public final class IdempotencyKeySweep implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(IdempotencyKeySweep.class);
    private static final int BATCH = 1000;

    private final Orders orders;

    private IdempotencyKeySweep(Orders orders) {
        this.orders = orders;
    }

    /** Runs the sweep on a thread of its own until the service stops. Replicas may sweep at once. */
    public static void schedule(Orders orders, Duration every, LifecycleEnvironment lifecycle) {
        var unused = lifecycle
                .scheduledExecutorService("idempotency-key-sweep", true)
                .threads(1)
                .build()
                .scheduleWithFixedDelay(
                        new IdempotencyKeySweep(orders), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
        try {
            int swept = BATCH;
            while (swept == BATCH && !Thread.currentThread().isInterrupted()) {
                swept = orders.sweepKeys(BATCH);
            }
        } catch (RuntimeException e) {
            // An expired key counts as unused anyhow, so the next run is soon enough.
            log.warn("Could not sweep expired idempotency keys: {}", e.getMessage());
        }
    }
}

package io.gatehouse.users.password;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Has threads rest after their work while more of it comes than they get done, so that each computes for a share of the
 * time only. A kernel
 * lets whoever computes without a pause go on until its next tick, milliseconds later, while others wait for the same
 * processor, and a password's 19 MiB push what they work with out of the caches: the less often one is hashed, the fewer
 * requests meet it. Work of which each piece comes after the one before has ended is not held up.
 */
final class RestingExecutor implements Executor {

    /** However long the work took: it may have waited for a database. */
    private static final long LONGEST_REST = TimeUnit.SECONDS.toNanos(1);

    /** So long after somebody had to wait the next are taken for more of the same. */
    private static final long CROWDED = TimeUnit.SECONDS.toNanos(5);

    private final Executor executor;
    private final BooleanSupplier isMoreWaiting;
    private final double share;
    private final LongSupplier nanoTime;
    private final LongConsumer rest;

    /** When somebody was last seen to wait. */
    private volatile long lastCrowded;

    /**
     * @param share of the time that a thread works, from above 0 to 1, which never rests
     * @param rest lets the calling thread rest for nanoseconds; for less, when it is to end
     */
    RestingExecutor(
            Executor executor, BooleanSupplier isMoreWaiting, double share, LongSupplier nanoTime, LongConsumer rest) {
        this.executor = executor;
        this.isMoreWaiting = isMoreWaiting;
        this.share = share;
        this.nanoTime = nanoTime;
        this.rest = rest;
        this.lastCrowded = nanoTime.getAsLong() - CROWDED;
    }

    @Override
    public void execute(Runnable work) {
        executor.execute(() -> {
            long began = nanoTime.getAsLong();
            try {
                work.run();
            } finally {
                long ended = nanoTime.getAsLong();
                if (isCrowded(ended)) {
                    rest.accept(Math.min((long) ((ended - began) * (1 / share - 1)), LONGEST_REST));
                }
            }
        });
    }

    private boolean isCrowded(long now) {
        if (isMoreWaiting.getAsBoolean()) {
            lastCrowded = now;
        }
        return now - lastCrowded < CROWDED;
    }
}

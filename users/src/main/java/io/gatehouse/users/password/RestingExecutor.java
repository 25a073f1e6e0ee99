package io.gatehouse.users.password;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Has threads rest after their work in a {@link Rush}, so that each computes for a share of the time only. A password's
 * 19 MiB push what others work with out of the caches: the less often one is hashed, the fewer requests meet it.
 */
final class RestingExecutor implements Executor {

    /** However long the work took: it may have waited for a database. */
    private static final long LONGEST_REST = TimeUnit.SECONDS.toNanos(1);

    private final Executor executor;
    private final BooleanSupplier isRush;
    private final double share;
    private final LongSupplier nanoTime;
    private final LongConsumer rest;

    /**
     * @param share of the time that a thread works, from above 0 to 1, which never rests
     * @param rest lets the calling thread rest for nanoseconds; for less, when it is to end
     */
    RestingExecutor(Executor executor, BooleanSupplier isRush, double share, LongSupplier nanoTime, LongConsumer rest) {
        this.executor = executor;
        this.isRush = isRush;
        this.share = share;
        this.nanoTime = nanoTime;
        this.rest = rest;
    }

    @Override
    public void execute(Runnable work) {
        executor.execute(() -> {
            long began = nanoTime.getAsLong();
            try {
                work.run();
            } finally {
                if (isRush.getAsBoolean()) {
                    long took = nanoTime.getAsLong() - began;
                    rest.accept(Math.min((long) (took * (1 / share - 1)), LONGEST_REST));
                }
            }
        });
    }
}

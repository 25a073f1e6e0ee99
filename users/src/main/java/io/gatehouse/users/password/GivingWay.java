package io.gatehouse.users.password;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Computes in the thread that asks, but in a {@link Rush} in one that gives way to other work. Where that came to a
 * standstill, as other work keeps every processor busy, it is left alone for a while, or nobody would get in.
 */
final class GivingWay implements Executor {

    private static final long STANDSTILL = TimeUnit.SECONDS.toNanos(1);
    private static final long LEFT_ALONE = TimeUnit.SECONDS.toNanos(30);

    private final BooleanSupplier isRush;
    private final Executor idle;
    private final LongSupplier nanoTime;
    private volatile long leftAloneUntil;

    /** @param idle computes in threads that give way */
    GivingWay(BooleanSupplier isRush, Executor idle, LongSupplier nanoTime) {
        this.isRush = isRush;
        this.idle = idle;
        this.nanoTime = nanoTime;
        this.leftAloneUntil = nanoTime.getAsLong();
    }

    @Override
    public void execute(Runnable work) {
        long asked = nanoTime.getAsLong();
        if (!isRush.getAsBoolean() || asked - leftAloneUntil < 0) {
            work.run();
            return;
        }
        idle.execute(() -> {
            work.run();
            long done = nanoTime.getAsLong();
            if (done - asked > STANDSTILL) {
                leftAloneUntil = done + LEFT_ALONE;
            }
        });
    }
}

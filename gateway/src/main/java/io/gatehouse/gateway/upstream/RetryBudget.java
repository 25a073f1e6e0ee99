package io.gatehouse.gateway.upstream;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * How many of a service's calls may be made again: a share of those of the last seconds, so that retries never make
 * much more of a load that the service can't carry anyway.
 */
final class RetryBudget {

    private static final int WINDOW_SECONDS = 10;

    /** For a service that is called so rarely that a share of it would be none. */
    private static final int FLOOR = 10;

    private final int percent;
    private final LongSupplier nanoTime;
    private final long origin;
    private final Counts calls = new Counts();
    private final Counts retries = new Counts();

    /** @param percent how many retries there may be to a hundred calls */
    RetryBudget(int percent, LongSupplier nanoTime) {
        this.percent = percent;
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
    }

    /** Counts a call, however often it will be made. */
    void called() {
        calls.add(second());
    }

    /** Takes one retry, or none and returns false when there are enough. */
    synchronized boolean tryTake() {
        long now = second();
        boolean granted = retries.sum(now) < Math.max(FLOOR, calls.sum(now) * percent / 100);
        if (granted) {
            retries.add(now);
        }
        return granted;
    }

    private long second() {
        return TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - origin) + WINDOW_SECONDS;
    }

    /** What happened in each second of the window: the second in the upper half of a slot, the count in the lower. */
    private static final class Counts {

        private final AtomicLongArray slots = new AtomicLongArray(WINDOW_SECONDS);

        void add(long second) {
            slots.updateAndGet(
                    (int) (second % WINDOW_SECONDS),
                    slot -> slot >>> Integer.SIZE == second ? slot + 1 : (second << Integer.SIZE) + 1);
        }

        long sum(long now) {
            long sum = 0;
            for (int i = 0; i < WINDOW_SECONDS; i++) {
                long slot = slots.get(i);
                if (slot >>> Integer.SIZE > now - WINDOW_SECONDS) {
                    sum += (int) slot;
                }
            }
            return sum;
        }
    }
}

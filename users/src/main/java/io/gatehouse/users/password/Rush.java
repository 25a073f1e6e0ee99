package io.gatehouse.users.password;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Tells whether somebody waits for a password to be hashed, again and again for more than a moment. As rests make others
 * wait, it ends when the pace with rests is enough.
 */
final class Rush {

    /** A few people who log in at once are let in as fast as it goes. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    /** So long after somebody was last seen to wait the next are taken for more of the same. */
    private static final long ECHO = TimeUnit.SECONDS.toNanos(5);

    private final BooleanSupplier isMoreWaiting;
    private final LongSupplier nanoTime;
    private long began;
    private long lastSeen;

    Rush(BooleanSupplier isMoreWaiting, LongSupplier nanoTime) {
        this.isMoreWaiting = isMoreWaiting;
        this.nanoTime = nanoTime;
        this.lastSeen = nanoTime.getAsLong() - ECHO;
    }

    /** Whether it is on; finds out by looking, so it must be asked at every piece of work. */
    synchronized boolean isOn() {
        long now = nanoTime.getAsLong();
        if (isMoreWaiting.getAsBoolean()) {
            if (now - lastSeen >= ECHO) {
                began = now;
            }
            lastSeen = now;
        }
        return now - lastSeen < ECHO && lastSeen - began >= PATIENCE;
    }
}

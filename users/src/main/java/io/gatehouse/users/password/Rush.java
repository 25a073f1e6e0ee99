package io.gatehouse.users.password;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Tells whether more people come than can be let in: somebody was turned away, and for a while others wait all the time.
 * Rests make others wait, so it ends when the pace with rests is enough, and once in a while to find out whether the pace
 * without them is.
 */
final class Rush {

    /** A crowd that comes once is let in as fast as it goes. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    /** So long after somebody was last seen to wait the next are taken for more of the same. */
    private static final long ECHO = TimeUnit.SECONDS.toNanos(5);

    /** Then it has to begin anew. */
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

    /** Those who are told to come back later have done so by then, with a second for the way. */
    private static final long COME_BACK = TimeUnit.SECONDS.toNanos(HashingPool.LONGEST_RETRY_AFTER_SECONDS + 1);

    private enum State {
        CALM,
        CROWD,
        RUSH
    }

    private final BooleanSupplier isMoreWaiting;
    private final LongSupplier nanoTime;
    private State state = State.CALM;

    /** When that began. */
    private long since;

    private long lastSeen;
    private long lastTurnedAway;
    private long restsFeltUntil;

    Rush(BooleanSupplier isMoreWaiting, LongSupplier nanoTime) {
        this.isMoreWaiting = isMoreWaiting;
        this.nanoTime = nanoTime;
        this.restsFeltUntil = nanoTime.getAsLong();
        this.lastTurnedAway = restsFeltUntil - COME_BACK;
    }

    /** Takes notice of somebody who was not let in, unless rests may be to blame. */
    synchronized void turnedAway() {
        long now = nanoTime.getAsLong();
        if (!isOn() && now - restsFeltUntil >= 0) {
            lastTurnedAway = now;
        }
    }

    /** Whether it is on; finds out by looking, so it must be asked at every piece of work. */
    synchronized boolean isOn() {
        long now = nanoTime.getAsLong();
        boolean isMore = isMoreWaiting.getAsBoolean();
        if (state == State.CALM && isMore) {
            enter(State.CROWD, now);
        } else if (state == State.CROWD && !isMore) {
            enter(State.CALM, now);
        } else if (state == State.CROWD && now - since >= PATIENCE && now - lastTurnedAway < COME_BACK) {
            enter(State.RUSH, now);
        } else if (state == State.RUSH && now - lastSeen >= ECHO) {
            enter(State.CALM, now);
        } else if (state == State.RUSH && now - since >= LONGEST) {
            enter(State.CALM, now);
            restsFeltUntil = now + HashingPool.LONGEST_WAIT; // those who wait have waited for rests
        }
        if (isMore) {
            lastSeen = now;
        }
        return state == State.RUSH;
    }

    private void enter(State next, long now) {
        state = next;
        since = now;
    }
}

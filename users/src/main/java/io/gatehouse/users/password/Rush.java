package io.gatehouse.users.password;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Tells whether more people come than can be let in, however fast passwords are hashed: somebody was turned away, and
 * for a while others wait all the time. Rests make others wait, so it ends when the pace with rests is enough, and once
 * in a while to find out whether the pace without them is.
 */
final class Rush {

    /** A crowd that comes once is let in as fast as it goes. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    /** So long after somebody was last seen to wait the next are taken for more of the same. */
    private static final long ECHO = TimeUnit.SECONDS.toNanos(5);

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

    /** Those who are told to come back later have done so by then. */
    private static final long RETURN = TimeUnit.SECONDS.toNanos(HashingPool.LONGEST_RETRY_AFTER_SECONDS + 1);

    private enum State {
        CALM,
        CROWD,
        RUSH
    }

    private final BooleanSupplier isMoreWaiting;
    private final LongSupplier nanoTime;
    private State state = State.CALM;
    private long since;
    private long lastSeen;
    private long lastTurnedAway;

    Rush(BooleanSupplier isMoreWaiting, LongSupplier nanoTime) {
        this.isMoreWaiting = isMoreWaiting;
        this.nanoTime = nanoTime;
        this.lastTurnedAway = nanoTime.getAsLong() - RETURN;
    }

    /** Takes notice of somebody who was not let in. */
    synchronized void turnedAway() {
        lastTurnedAway = nanoTime.getAsLong();
    }

    /** Whether it is on; finds out by looking, so it must be asked at every piece of work. */
    synchronized boolean isOn() {
        long now = nanoTime.getAsLong();
        boolean isMore = isMoreWaiting.getAsBoolean();
        State next =
                switch (state) {
                    case CALM -> isMore ? State.CROWD : State.CALM;
                    case CROWD -> {
                        boolean isTooMany = now - since >= PATIENCE && now - lastTurnedAway < RETURN;
                        yield !isMore ? State.CALM : isTooMany ? State.RUSH : State.CROWD;
                    }
                    case RUSH -> now - lastSeen >= ECHO || now - since >= LONGEST ? State.CALM : State.RUSH;
                };
        if (next != state) {
            if (state == State.RUSH) {
                // The rests may be to blame: only whom it can't let in without them makes another.
                lastTurnedAway = now - RETURN;
            }
            state = next;
            since = now;
        }
        if (isMore) {
            lastSeen = now;
        }
        return state == State.RUSH;
    }
}

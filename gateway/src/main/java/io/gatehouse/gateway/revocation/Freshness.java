package io.gatehouse.gateway.revocation;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long ago it was last told which sessions have ended. */
final class Freshness {

    private final long bound;
    private final LongSupplier nanos;
    private volatile long last;
    private volatile boolean told;

    /** @param bound beyond which what was told is stale */
    Freshness(Duration bound, LongSupplier nanos) {
        this.bound = bound.toNanos();
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    void renew() {
        last = nanos.getAsLong();
        told = true;
    }

    /** Since the last time, or since the start before the first. */
    Duration age() {
        return Duration.ofNanos(nanos.getAsLong() - last);
    }

    /** Whether it was ever told. */
    boolean isTold() {
        return told;
    }

    boolean isStale() {
        return nanos.getAsLong() - last > bound;
    }
}

package io.gatehouse.loadtests.generator;

import java.time.Duration;
import java.util.Arrays;

/** Collects what becomes a {@link Sample}. */
final class Latencies {

    private static final int FIRST_ROOM = 1 << 16;

    private long[] nanos = new long[FIRST_ROOM];
    private int count;
    private int failures;

    void success(long newNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = newNanos;
    }

    void failure() {
        failures++;
    }

    int total() {
        return count + failures;
    }

    Sample over(Duration took) {
        return new Sample(Arrays.copyOf(nanos, count), failures, took);
    }
}

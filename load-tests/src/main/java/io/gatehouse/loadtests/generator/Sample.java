package io.gatehouse.loadtests.generator;

import java.time.Duration;
import java.util.Arrays;

/** What a while of load brought. */
public final class Sample {

    private final long[] sortedNanos;
    private final int failures;
    private final Duration took;

    /**
     * Takes what was measured.
     *
     * @param nanos of each request that succeeded, in any order
     * @param failures requests that got another status than 200, or none
     */
    Sample(long[] nanos, int failures, Duration took) {
        this.sortedNanos = nanos;
        this.failures = failures;
        this.took = took;
        Arrays.sort(sortedNanos);
    }

    /** How many succeeded. */
    public int requests() {
        return sortedNanos.length;
    }

    public int failures() {
        return failures;
    }

    /** Successes a second. */
    public double throughput() {
        return sortedNanos.length * 1e9 / took.toNanos();
    }

    /** In milliseconds. */
    public double percentile(double percent) {
        if (sortedNanos.length == 0) {
            return Double.NaN;
        }
        int index = (int) Math.ceil(sortedNanos.length * percent / 100) - 1;
        return sortedNanos[Math.max(0, index)] / 1e6;
    }
}

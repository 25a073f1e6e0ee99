package io.gatehouse.loadtests.benchmark;

import io.gatehouse.loadtests.Setting;
import java.time.Duration;

/** How long things are measured. */
final class Pace {

    private Pace() {}

    /** So many seconds, unless someone only tries the benchmark out. */
    static Duration of(int seconds) {
        return Duration.ofSeconds(seconds).dividedBy(Setting.HURRY.number());
    }
}

package io.gatehouse.gateway.route;

import io.dropwizard.util.Duration;
import io.gatehouse.gateway.route.RouteFile.TimeoutsEntry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The {@code timeouts} of routes. What a route leaves out is taken from the defaults. */
final class TimeoutEntries {

    private static final Duration LONGEST = Duration.hours(1);

    private final TimeoutsEntry byDefault;
    private final Faults faults;

    /** Tells what is wrong with the defaults themselves. */
    TimeoutEntries(TimeoutsEntry byDefault, Faults faults) {
        this.byDefault = byDefault;
        this.faults = faults;
        check(byDefault, "defaults", "timeouts");
    }

    Timeouts resolve(String key, @Nullable TimeoutsEntry own) {
        TimeoutsEntry all = own == null
                ? byDefault
                : new TimeoutsEntry(
                        own.connect() == null ? byDefault.connect() : own.connect(),
                        own.response() == null ? byDefault.response() : own.response(),
                        own.total() == null ? byDefault.total() : own.total());
        if (own != null) {
            check(all, "routes", key, "timeouts");
        }
        return new Timeouts(toJava(all.connect()), toJava(all.response()), toJava(all.total()));
    }

    private void check(TimeoutsEntry timeouts, String... place) {
        Duration connect = timeouts.connect();
        Duration response = timeouts.response();
        Duration total = timeouts.total();
        if (connect == null || response == null || total == null) {
            faults.add("give all of 'connect', 'response' and 'total'", "defaults", "timeouts");
        } else if (!isPossible(connect, total) || !isPossible(response, total) || !isPossible(total, LONGEST)) {
            faults.add(
                    "connect (" + connect + ") and response (" + response
                            + ") must be at least 1 ms and at most total (" + total + "), which is at most an hour",
                    place);
        }
    }

    private static boolean isPossible(Duration timeout, Duration longest) {
        return timeout.toMilliseconds() >= 1 && timeout.toNanoseconds() <= longest.toNanoseconds();
    }

    /** Of a missing one whatever: its fault is told. */
    private static java.time.Duration toJava(@Nullable Duration duration) {
        return java.time.Duration.ofNanos(
                Objects.requireNonNullElse(duration, LONGEST).toNanoseconds());
    }
}

package io.gatehouse.loadtests;

import java.time.Duration;
import java.util.Locale;

/** What can be set of a run: a system property each, {@code -Drate=50}. load-tests/README.md lists them. */
public enum Setting {
    BASE_URL("baseUrl", "", "the demo stack that `Smoke` and `UserJourney` load; empty starts one and stops it again"),
    RATE("rate", "20", "new users a second in an open model"),
    CONNECTIONS("connections", "64", "users at the same time in a closed model"),
    DURATION("duration", "30s", "how long the load lasts; `s`, `m` or `ms`"),
    SOAK("soak", "10m", "the same for `Soak`, which starts to measure after a fifth of it"),
    IN_FLIGHT("inFlight", "2000", "requests under way at the same time in `NonBlocking`"),
    DELAY("delay", "2s", "how long the stub upstream waits with its answers in `NonBlocking`"),
    SPIKE("spike", "8", "how many times the rate a `Spike` is"),
    CALLERS("callers", "1000", "users with a token of their own, where the upstream is the stub"),
    RUNS("runs", "1", "how often the benchmark measures `proxy`, from a new gateway's start on; medians are told"),
    HURRY(
            "hurry",
            "1",
            "so many times shorter the benchmark measures, to try it out; its figures are then worth little");

    private final String property;
    private final String preset;
    private final String meaning;

    Setting(String property, String preset, String meaning) {
        this.property = property;
        this.preset = preset;
        this.meaning = meaning;
    }

    /** The name of the system property. */
    public String property() {
        return property;
    }

    /** What holds when nothing is set. */
    public String preset() {
        return preset;
    }

    public String meaning() {
        return meaning;
    }

    public String text() {
        return System.getProperty(property, preset);
    }

    public int number() {
        try {
            return Integer.parseInt(text());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("-D" + property + "=" + text() + ": a whole number is wanted", e);
        }
    }

    public Duration time() {
        return time(text());
    }

    /**
     * Reads a time.
     *
     * @throws IllegalArgumentException when it is not a whole number with a unit
     */
    public static Duration time(String text) {
        String iso = text.endsWith("ms") ? "" : "PT" + text.toUpperCase(Locale.ROOT);
        try {
            return iso.isEmpty()
                    ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                    : Duration.parse(iso);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time as in 500ms, 30s or 10m", e);
        }
    }
}

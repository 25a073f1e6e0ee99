package io.gatehouse.gateway.route;

import java.time.Duration;
import java.util.Locale;

/**
 * How often something may be asked for.
 *
 * @param name the name under which routes refer to it; routes with the same limit share what it allows
 * @param by whose requests are counted together
 * @param allow how many are allowed in each period
 * @param period the period
 * @param burst how many may come at once: {@code allow} unless the file says otherwise
 */
public record RateLimit(String name, By by, long allow, Duration period, long burst) {

    /** Whose requests are counted together. */
    public enum By {
        /** Each client address. */
        CLIENT_IP,
        /** Each logged-in user. */
        CALLER
    }

    /** For a person, in the words of the route file: {@code 5 per 1m30s, burst 7 by client-ip}. */
    public String text() {
        String every = period.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
        String counted = by.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return allow + " per " + every + (burst == allow ? "" : ", burst " + burst) + " by " + counted;
    }
}

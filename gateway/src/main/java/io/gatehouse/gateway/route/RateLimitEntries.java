package io.gatehouse.gateway.route;

import io.dropwizard.util.Duration;
import io.gatehouse.gateway.route.RouteFile.RateLimitEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code rate-limits} of a route file. */
final class RateLimitEntries {

    /** {@code 100 per 1s}. */
    private static final Pattern ALLOWANCE = Pattern.compile("([1-9]\\d{0,8}) per ([1-9]\\d{0,5} ?[a-z]+)");

    /** What {@link #ALLOWANCE} has digits for. */
    private static final long MOST = 999_999_999;

    private static final java.time.Duration SHORTEST = java.time.Duration.ofSeconds(1);
    private static final java.time.Duration LONGEST = java.time.Duration.ofDays(1);

    private static final Map<String, RateLimit.By> COUNTED =
            Map.of("client-ip", RateLimit.By.CLIENT_IP, "caller", RateLimit.By.CALLER);

    private final Faults faults;

    RateLimitEntries(Faults faults) {
        this.faults = faults;
    }

    Map<String, RateLimit> resolve(Map<String, RateLimitEntry> entries) {
        Map<String, RateLimit> limits = new HashMap<>();
        entries.forEach((name, entry) -> {
            RateLimit limit = limit(name, entry);
            if (limit != null) {
                limits.put(name, limit);
            }
        });
        return limits;
    }

    private @Nullable RateLimit limit(String name, RateLimitEntry entry) {
        faults.checkName(name, "rate-limits");
        RateLimit.By by = by(name, entry.by());
        Matcher allowance = ALLOWANCE.matcher(Objects.requireNonNullElse(entry.allow(), ""));
        java.time.Duration period = allowance.matches() ? period(allowance.group(2)) : null;
        if (period == null && entry.allow() != null) {
            faults.add(
                    "'" + entry.allow() + "' is not how many in which time, from a second to a day, as in 100 per 1s",
                    "rate-limits",
                    name,
                    "allow");
        }
        if (entry.burst() != null && (entry.burst() < 1 || entry.burst() > MOST)) {
            faults.add("'burst' must be at least 1 and at most " + MOST, "rate-limits", name, "burst");
        }
        if (by == null || period == null) {
            return null;
        }
        long allow = Long.parseLong(allowance.group(1));
        return new RateLimit(name, by, allow, period, Objects.requireNonNullElse(entry.burst(), allow));
    }

    private RateLimit.@Nullable By by(String name, @Nullable String word) {
        RateLimit.By by = word == null ? null : COUNTED.get(word);
        if (by == null && word != null) {
            faults.add(
                    "'" + word + "' is nothing to count by; there are "
                            + COUNTED.keySet().stream().sorted().toList(),
                    "rate-limits",
                    name,
                    "by");
        }
        return by;
    }

    private static java.time.@Nullable Duration period(String text) {
        try {
            java.time.Duration period = Duration.parse(text).toJavaDuration();
            return period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0 ? null : period;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

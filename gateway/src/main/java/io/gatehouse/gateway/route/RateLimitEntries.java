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
        RateLimit.By by = COUNTED.get(entry.by());
        if (by == null) {
            faults.addUnknown("way to count by", entry.by(), COUNTED.keySet(), "rate-limits", name, "by");
        }
        Matcher allowance = ALLOWANCE.matcher(entry.allow());
        java.time.Duration period = allowance.matches() ? duration(allowance.group(2)) : null;
        if (period == null) {
            faults.add(
                    "'" + entry.allow() + "' is not how many in which time, as in 100 per 1s",
                    "rate-limits",
                    name,
                    "allow");
        }
        if (by == null || period == null) {
            return null;
        }
        long allow = Long.parseLong(allowance.group(1));
        long burst = Objects.requireNonNullElse(entry.burst(), allow);
        if (burst < 1) {
            faults.add("'burst' must be at least 1", "rate-limits", name, "burst");
        }
        return new RateLimit(name, by, allow, period, burst);
    }

    private static java.time.@Nullable Duration duration(String text) {
        try {
            return Duration.parse(text).toJavaDuration();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

package io.gatehouse.gateway.route;

import io.gatehouse.gateway.route.RouteFile.RetryEntry;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code retry} of a route, or of all routes that say nothing themselves. */
final class RetryEntries {

    /** RFC 9110 §9.2.2, as far as routes have these methods. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "PUT", "DELETE");

    private static final Map<String, Retry.Failure> FAILURES = Map.of(
            "connect-failure", Retry.Failure.CONNECT_FAILURE,
            "reset", Retry.Failure.RESET,
            "timeout", Retry.Failure.TIMEOUT);

    /** What says "not now" rather than "no". */
    private static final Map<String, Integer> STATUSES = Map.of("502", 502, "503", 503, "504", 504);

    private static final int MOST_ATTEMPTS = 5;

    private final @Nullable RetryEntry byDefault;
    private final Faults faults;

    RetryEntries(@Nullable RetryEntry byDefault, Faults faults) {
        this.byDefault = byDefault;
        this.faults = faults;
        if (byDefault != null) {
            resolve(byDefault, "defaults", "retry");
        }
    }

    Retry resolve(String key, String method, @Nullable RetryEntry own) {
        boolean idempotent = IDEMPOTENT.contains(method);
        if (own == null) {
            return byDefault == null || !idempotent ? Retry.NONE : resolve(byDefault, "defaults", "retry");
        }
        Retry retry = resolve(own, "routes", key, "retry");
        if (retry.attempts() > 1 && !idempotent) {
            faults.add(method + " is not idempotent: a second call could do the work twice", "routes", key, "retry");
        }
        return retry;
    }

    private Retry resolve(RetryEntry entry, String... path) {
        if (entry.attempts() == null || entry.when() == null) {
            return Retry.NONE;
        }
        if (entry.attempts() < 1 || entry.attempts() > MOST_ATTEMPTS) {
            faults.add("'attempts' counts the first call too and must be 1 to " + MOST_ATTEMPTS, path);
        }
        if (entry.attempts() > 1 && entry.when().isEmpty()) {
            faults.add("'when' is empty: name what a call is made again after, as in [connect-failure, 503]", path);
        }
        Set<Retry.Failure> failures = new HashSet<>();
        Set<Integer> statuses = new HashSet<>();
        for (String reason : entry.when()) {
            if (FAILURES.containsKey(reason)) {
                failures.add(FAILURES.get(reason));
            } else if (STATUSES.containsKey(reason)) {
                statuses.add(STATUSES.get(reason));
            } else {
                faults.add(
                        "'" + reason + "' is no reason to call again; there are "
                                + FAILURES.keySet().stream().sorted().toList() + " and "
                                + STATUSES.keySet().stream().sorted().toList(),
                        path);
            }
        }
        return new Retry(entry.attempts(), failures, statuses);
    }
}

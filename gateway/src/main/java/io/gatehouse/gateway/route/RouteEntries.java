package io.gatehouse.gateway.route;

import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import io.gatehouse.gateway.auth.Policy;
import io.gatehouse.gateway.route.RouteFile.Defaults;
import io.gatehouse.gateway.route.RouteFile.RouteEntry;
import io.gatehouse.gateway.route.RouteFile.TimeoutsEntry;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The {@code routes} of a route file, each with its names and defaults resolved. */
final class RouteEntries {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private static final long MAX_BODY = 1L << 30;

    private final Defaults defaults;
    private final Set<String> serviceNames;
    private final Map<String, Service> services;
    private final Map<String, Policy> policies;
    private final Map<String, RateLimit> limits;
    private final RetryEntries retries;
    private final Faults faults;

    RouteEntries(
            RouteFile content,
            Map<String, Service> services,
            Map<String, Policy> policies,
            Map<String, RateLimit> limits,
            Faults faults) {
        this.defaults = content.defaults();
        this.serviceNames = content.services().keySet();
        this.services = services;
        this.policies = policies;
        this.limits = limits;
        this.retries = new RetryEntries(defaults.retry(), faults);
        this.faults = faults;
    }

    /** The route, or null when the entry has faults. */
    @Nullable
    Route resolve(String key, RouteEntry entry) {
        int before = faults.count();
        String method = key.contains(" ") ? key.substring(0, key.indexOf(' ')) : key;
        if (!METHODS.contains(method)) {
            fault(key, "'" + key + "' must be a method of " + METHODS + " and a path, as in GET /users/{id}");
            return null;
        }
        PathTemplate path = path(key, key.substring(Math.min(key.length(), method.length() + 1)));
        PathTemplate upstreamPath = upstreamPath(key, entry.to(), path);
        Service service = named(services, serviceNames, entry.service(), "service", key);
        Policy policy = entry.policy() == null
                ? policies.get(defaults.policy())
                : named(policies, policies.keySet(), entry.policy(), "policy", key);
        RateLimit limit = rateLimit(key, entry.rateLimit(), policy);
        Timeouts timeouts = timeouts(key, entry.timeouts());
        Retry retry = retries.resolve(key, method, entry.retry());
        int maxRequest = bytes(entry.maxRequestBody(), defaults.maxRequestBody(), key, "max-request-body");
        int maxResponse = bytes(entry.maxResponseBody(), defaults.maxResponseBody(), key, "max-response-body");
        Set<String> fields = Objects.requireNonNullElse(entry.responseFields(), Set.of());
        if (entry.responseFields() != null && fields.isEmpty()) {
            fault(key, "no field at all may leave; leave response-fields out to let all pass", "response-fields");
        }
        if (path == null || upstreamPath == null || service == null || policy == null || faults.count() > before) {
            return null;
        }
        return new Route(
                method,
                path,
                upstreamPath,
                service,
                policy,
                limit,
                timeouts,
                retry,
                maxRequest,
                maxResponse,
                fields,
                entry.issueToken());
    }

    private <T> @Nullable T named(Map<String, T> all, Set<String> names, String name, String kind, String key) {
        if (!names.contains(name)) {
            faults.addUnknown(kind, name, names, "routes", key, kind.replace(' ', '-'));
        }
        return all.get(name);
    }

    private @Nullable RateLimit rateLimit(String key, @Nullable String own, @Nullable Policy policy) {
        String name = own == null ? defaults.rateLimit() : own;
        if (name == null || (own == null && !limits.containsKey(name))) {
            return null;
        }
        RateLimit limit = named(limits, limits.keySet(), name, "rate limit", key);
        if (limit != null && limit.by() == RateLimit.By.CALLER && policy != null && policy.isOpen()) {
            fault(
                    key,
                    "rate limit '" + name + "' counts by caller, but policy '" + policy.name()
                            + "' admits those who are nobody; count by client-ip here",
                    "rate-limit");
        }
        return limit;
    }

    private @Nullable PathTemplate path(String key, String text, String... place) {
        try {
            return PathTemplate.parse(text);
        } catch (IllegalArgumentException e) {
            fault(key, String.valueOf(e.getMessage()), place);
            return null;
        }
    }

    private @Nullable PathTemplate upstreamPath(String key, @Nullable String to, @Nullable PathTemplate path) {
        PathTemplate target = to == null ? path : path(key, to, "to");
        if (target != null && path != null) {
            Set<String> unknown = new HashSet<>(target.parameters());
            unknown.removeAll(path.parameters());
            if (!unknown.isEmpty()) {
                fault(key, "the route's path has no parameter " + unknown + " to fill in", "to");
            }
        }
        return target;
    }

    private Timeouts timeouts(String key, @Nullable TimeoutsEntry own) {
        TimeoutsEntry byDefault = defaults.timeouts();
        var timeouts = new Timeouts(
                timeout(own == null ? null : own.connect(), byDefault.connect(), "connect"),
                timeout(own == null ? null : own.response(), byDefault.response(), "response"),
                timeout(own == null ? null : own.total(), byDefault.total(), "total"));
        boolean possible = !timeouts.connect().isZero()
                && !timeouts.response().isZero()
                && timeouts.connect().compareTo(timeouts.total()) <= 0
                && timeouts.response().compareTo(timeouts.total()) <= 0;
        if (!possible) {
            fault(key, "connect and response must be above 0 and at most total; they are " + timeouts, "timeouts");
        }
        return timeouts;
    }

    private java.time.Duration timeout(@Nullable Duration own, @Nullable Duration byDefault, String name) {
        Duration chosen = own == null ? byDefault : own;
        if (chosen == null) {
            faults.add("'" + name + "' is missing", "defaults", "timeouts");
            return java.time.Duration.ofSeconds(1);
        }
        return chosen.toJavaDuration();
    }

    private int bytes(@Nullable DataSize own, DataSize byDefault, String key, String name) {
        long bytes = (own == null ? byDefault : own).toBytes();
        if (bytes > MAX_BODY) {
            fault(key, "'" + name + "' is above 1 GiB, which no body held in memory should be", name);
        }
        return (int) Math.min(bytes, MAX_BODY);
    }

    private void fault(String key, String message, String... place) {
        faults.add(
                message,
                Stream.concat(Stream.of("routes", key), Arrays.stream(place)).toArray(String[]::new));
    }
}

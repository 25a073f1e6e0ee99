package io.gatehouse.gateway.route;

import io.gatehouse.gateway.auth.NamedPolicy;
import io.gatehouse.gateway.processor.ResponseProcessor;
import io.gatehouse.gateway.route.RouteFile.Defaults;
import io.gatehouse.gateway.route.RouteFile.RouteEntry;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The {@code routes} of a route file, each with its names and defaults resolved. */
final class RouteEntries {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final Defaults defaults;
    private final Map<String, Service> services;
    private final Map<String, NamedPolicy> policies;
    private final Map<String, RateLimit> limits;
    private final TimeoutEntries timeouts;
    private final RetryEntries retries;
    private final BodyLimits requestBodies;
    private final BodyLimits responseBodies;
    private final ProcessorEntries processors;
    private final Faults faults;

    RouteEntries(
            RouteFile content,
            Map<String, Service> services,
            Map<String, NamedPolicy> policies,
            Map<String, RateLimit> limits,
            Faults faults) {
        this.defaults = content.defaults();
        this.services = services;
        this.policies = policies;
        this.limits = limits;
        this.timeouts = new TimeoutEntries(defaults.timeouts(), faults);
        this.retries = new RetryEntries(defaults.retry(), faults);
        this.requestBodies = new BodyLimits("max-request-body", defaults.maxRequestBody(), faults);
        this.responseBodies = new BodyLimits("max-response-body", defaults.maxResponseBody(), faults);
        this.processors = new ProcessorEntries(faults);
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
        Service service = entry.service() == null ? null : named(services, "service", "services", entry.service(), key);
        NamedPolicy policy = entry.policy() == null
                ? policies.get(defaults.policy())
                : named(policies, "policy", "policies", entry.policy(), key);
        RateLimit limit = rateLimit(key, entry.rateLimit(), policy);
        Timeouts times = timeouts.resolve(key, entry.timeouts());
        Retry retry = retries.resolve(key, method, entry.retry());
        int maxRequest = requestBodies.resolve(key, entry.maxRequestBody());
        int maxResponse = responseBodies.resolve(key, entry.maxResponseBody());
        Set<String> fields = Objects.requireNonNullElse(entry.responseFields(), Set.of());
        if (entry.responseFields() != null && fields.isEmpty()) {
            fault(key, "no field at all may leave; leave response-fields out to let all pass", "response-fields");
        }
        List<ResponseProcessor> response = processors.resolve(key, entry.response());
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
                times,
                retry,
                maxRequest,
                maxResponse,
                fields,
                entry.issueToken(),
                response);
    }

    private <T> @Nullable T named(Map<String, T> all, String kind, String section, String name, String key) {
        T named = all.get(name);
        if (named == null) {
            faults.addUnknown(kind, section, name, all.keySet(), "routes", key, kind.replace(' ', '-'));
        }
        return named;
    }

    private @Nullable RateLimit rateLimit(String key, @Nullable String own, @Nullable NamedPolicy policy) {
        RateLimit limit =
                own == null ? limits.get(defaults.rateLimit()) : named(limits, "rate limit", "rate-limits", own, key);
        if (limit != null && limit.by() == RateLimit.By.CALLER && policy != null && policy.isOpen()) {
            fault(
                    key,
                    "rate limit '" + limit.name() + "' counts by caller, but policy '" + policy.name()
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

    private void fault(String key, String message, String... place) {
        faults.add(
                message,
                Stream.concat(Stream.of("routes", key), Arrays.stream(place)).toArray(String[]::new));
    }
}

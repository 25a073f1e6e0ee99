package io.gatehouse.gateway.route;

import io.gatehouse.gateway.auth.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what a route file says into a route table, by resolving names and defaults; collects all faults first. */
final class RouteFileResolver {

    private final RouteFile content;
    private final Faults faults;

    RouteFileResolver(RouteFile content, Faults faults) {
        this.content = content;
        this.faults = faults;
    }

    /** @throws RouteFileException with all faults found */
    RouteTable resolve() {
        Map<String, Service> services = new ServiceEntries(faults).resolve(content.services());
        Map<String, Policy> policies = policies();
        Map<String, RateLimit> limits =
                new RateLimitEntries(faults).resolve(Objects.requireNonNullElse(content.rateLimits(), Map.of()));
        checkDefaults(policies, limits);
        var entries = new RouteEntries(content, services, policies, limits, faults);
        List<Route> routes = new ArrayList<>();
        content.routes().forEach((key, entry) -> {
            Route route = entries.resolve(key, entry);
            if (route != null) {
                routes.add(route);
            }
        });
        RouteTable table = faults.isEmpty() ? table(routes) : null;
        if (table == null) {
            throw faults.asException();
        }
        return table;
    }

    private void checkDefaults(Map<String, Policy> policies, Map<String, RateLimit> limits) {
        RouteFile.Defaults defaults = content.defaults();
        if (!policies.containsKey(defaults.policy())) {
            faults.addUnknown("policy", defaults.policy(), policies.keySet(), "defaults", "policy");
        }
        if (defaults.rateLimit() != null && !limits.containsKey(defaults.rateLimit())) {
            faults.addUnknown("rate limit", defaults.rateLimit(), limits.keySet(), "defaults", "rate-limit");
        }
        if (content.basePaths().isEmpty()) {
            faults.add(
                    "give at least one base path, as in [/api/v1]: without one, nothing can be reached", "base-paths");
        }
    }

    private Map<String, Policy> policies() {
        Map<String, Policy> policies = new HashMap<>();
        content.policies().forEach((name, entry) -> {
            Set<String> types = entry.userTypes();
            if (types != null && types.isEmpty()) {
                faults.add(
                        "policy '" + name + "' admits no user type; leave user-types out to admit anyone",
                        "policies",
                        name);
            }
            policies.put(name, new Policy(name, Objects.requireNonNullElse(types, Set.of())));
        });
        return policies;
    }

    private @Nullable RouteTable table(List<Route> routes) {
        try {
            return new RouteTable(content.basePaths(), routes);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            routes.stream()
                    .map(Route::operation)
                    .filter(operation -> message.startsWith("'" + operation + "'"))
                    .findFirst()
                    .ifPresentOrElse(
                            operation -> faults.add(message, "routes", operation),
                            () -> faults.add(message, "base-paths"));
            return null;
        }
    }
}

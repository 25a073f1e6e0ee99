package io.gatehouse.gateway.route;

import java.util.HashSet;
import java.util.Set;

/** Warns of what is named and not referred to: rarely meant, and often the half of a renaming. */
final class Unused {

    private final RouteFile content;
    private final Faults faults;

    Unused(RouteFile content, Faults faults) {
        this.content = content;
        this.faults = faults;
    }

    void warn() {
        Set<String> services = new HashSet<>();
        Set<String> policies = new HashSet<>(Set.of(content.defaults().policy()));
        Set<String> limits = new HashSet<>();
        limits.add(content.defaults().rateLimit());
        for (RouteFile.RouteEntry route : content.routes().values()) {
            services.add(route.service());
            policies.add(route.policy());
            limits.add(route.rateLimit());
        }
        warn("service", "services", content.services().keySet(), services);
        warn("policy", "policies", content.policies().keySet(), policies);
        if (content.rateLimits() != null) {
            warn("rate limit", "rate-limits", content.rateLimits().keySet(), limits);
        }
    }

    private void warn(String kind, String section, Set<String> named, Set<String> used) {
        named.stream()
                .filter(name -> !used.contains(name))
                .forEach(name -> faults.warn("nothing refers to " + kind + " '" + name + "'", section, name));
    }
}

package io.gatehouse.gateway.route;

import io.gatehouse.gateway.auth.NamedPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
        List<BasePath> basePaths = new BasePaths(faults).resolve(content.basePaths());
        Map<String, Service> services = new ServiceEntries(faults).resolve(content.services());
        Map<String, NamedPolicy> policies = new PolicyEntries(faults).resolve(content.policies());
        Map<String, RateLimit> limits =
                new RateLimitEntries(faults).resolve(Objects.requireNonNullElse(content.rateLimits(), Map.of()));
        checkDefaults(policies, limits);
        List<Route> routes = routes(services, policies, limits);
        new Ambiguities(basePaths, routes, faults).tell();
        if (!faults.isEmpty()) {
            throw faults.asException();
        }
        new Unused(content, faults).warn();
        return new RouteTable(content.basePaths(), routes);
    }

    private void checkDefaults(Map<String, NamedPolicy> policies, Map<String, RateLimit> limits) {
        String policy = content.defaults().policy();
        if (!policies.containsKey(policy)) {
            faults.addUnknown("policy", "policies", policy, policies.keySet(), "defaults", "policy");
        }
        String limit = content.defaults().rateLimit();
        if (limit != null && !limits.containsKey(limit)) {
            faults.addUnknown("rate limit", "rate-limits", limit, limits.keySet(), "defaults", "rate-limit");
        }
    }

    private List<Route> routes(
            Map<String, Service> services, Map<String, NamedPolicy> policies, Map<String, RateLimit> limits) {
        var entries = new RouteEntries(content, services, policies, limits, faults);
        if (content.routes().isEmpty()) {
            faults.add("there are no routes: with this file the gateway would answer nobody", "routes");
        }
        List<Route> routes = new ArrayList<>();
        content.routes().forEach((key, entry) -> {
            Route route = entries.resolve(key, entry);
            if (route != null) {
                routes.add(route);
            }
        });
        return routes;
    }
}

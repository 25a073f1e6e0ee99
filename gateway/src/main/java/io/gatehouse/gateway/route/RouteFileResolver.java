package io.gatehouse.gateway.route;

import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import io.gatehouse.gateway.auth.Policy;
import io.gatehouse.gateway.route.RouteFile.RouteEntry;
import io.gatehouse.gateway.route.RouteFile.ServiceEntry;
import io.gatehouse.gateway.route.RouteFile.TimeoutsEntry;
import io.gatehouse.gateway.route.RouteFileException.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what a route file says into a route table, by resolving names and defaults; collects all faults first. */
final class RouteFileResolver {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private static final long MAX_BODY = 1L << 30;

    private final Path file;
    private final LineIndex lines;
    private final RouteFile content;
    private final List<Fault> faults = new ArrayList<>();

    RouteFileResolver(Path file, LineIndex lines, RouteFile content) {
        this.file = file;
        this.lines = lines;
        this.content = content;
    }

    RouteTable resolve() {
        Map<String, Service> services = services();
        Map<String, Policy> policies = policies();
        if (!policies.containsKey(content.defaults().policy())) {
            fault(unknown("policy", content.defaults().policy(), policies.keySet()), "defaults", "policy");
        }
        if (content.basePaths().isEmpty()) {
            fault("give at least one base path, as in [/api/v1]: without one, nothing can be reached", "base-paths");
        }
        List<Route> routes = new ArrayList<>();
        content.routes().forEach((key, entry) -> {
            Route route = route(key, entry, services, policies);
            if (route != null) {
                routes.add(route);
            }
        });
        RouteTable table = faults.isEmpty() ? table(routes) : null;
        if (table == null) {
            throw new RouteFileException(file, faults);
        }
        return table;
    }

    private @Nullable RouteTable table(List<Route> routes) {
        try {
            return new RouteTable(content.basePaths(), routes);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            Route named = routes.stream()
                    .filter(route -> message.startsWith("'" + route.operation() + "'"))
                    .findFirst()
                    .orElse(null);
            if (named == null) {
                fault(message, "base-paths");
            } else {
                fault(message, "routes", named.operation());
            }
            return null;
        }
    }

    private Map<String, Service> services() {
        Map<String, Service> services = new HashMap<>();
        content.services().forEach((name, entry) -> {
            URI url = url(name, entry);
            if (url != null) {
                services.put(name, new Service(name, url));
            }
        });
        return services;
    }

    private @Nullable URI url(String name, ServiceEntry entry) {
        if (entry == null || entry.urls() == null || entry.urls().size() != 1) {
            fault("service '" + name + "' needs one URL, as in urls: [\"http://localhost:8002\"]", "services", name);
            return null;
        }
        URI url = entry.urls().get(0);
        String path = url.getRawPath();
        boolean plain = url.getHost() != null
                && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && (path == null || path.isEmpty())
                && url.getRawQuery() == null
                && url.getUserInfo() == null;
        if (!plain) {
            fault(
                    "'" + url + "' is not scheme, host and port alone, as in http://localhost:8002",
                    "services",
                    name,
                    "urls");
            return null;
        }
        return url;
    }

    private Map<String, Policy> policies() {
        Map<String, Policy> policies = new HashMap<>();
        content.policies().forEach((name, entry) -> {
            Set<String> types = entry == null ? null : entry.userTypes();
            if (types != null && types.isEmpty()) {
                fault(
                        "policy '" + name + "' admits no user type; leave user-types out to admit anyone",
                        "policies",
                        name);
            }
            policies.put(name, new Policy(name, Objects.requireNonNullElse(types, Set.of())));
        });
        return policies;
    }

    private @Nullable Route route(
            String key, RouteEntry entry, Map<String, Service> services, Map<String, Policy> policies) {
        int before = faults.size();
        String method = key.contains(" ") ? key.substring(0, key.indexOf(' ')) : key;
        if (!METHODS.contains(method)) {
            fault("'" + key + "' must be a method of " + METHODS + " and a path, as in GET /users/{id}", key);
            return null;
        }
        PathTemplate path = path(key, key.substring(Math.min(key.length(), method.length() + 1)));
        if (entry == null) {
            fault("the route says nothing; it needs at least a service", key);
            return null;
        }
        Service service = services.get(entry.service());
        if (service == null && !content.services().containsKey(entry.service())) {
            fault(unknown("service", entry.service(), content.services().keySet()), key, "service");
        }
        String policyName =
                Objects.requireNonNullElse(entry.policy(), content.defaults().policy());
        Policy policy = policies.get(policyName);
        if (policy == null && entry.policy() != null) {
            fault(unknown("policy", policyName, policies.keySet()), key, "policy");
        }
        Timeouts timeouts = timeouts(key, entry.timeouts());
        int maxRequest = bytes(entry.maxRequestBody(), content.defaults().maxRequestBody(), key, "max-request-body");
        int maxResponse =
                bytes(entry.maxResponseBody(), content.defaults().maxResponseBody(), key, "max-response-body");
        if (entry.responseFields() != null && entry.responseFields().isEmpty()) {
            fault("no field at all may leave; leave response-fields out to let all pass", key, "response-fields");
        }
        if (path == null || service == null || policy == null || faults.size() > before) {
            return null;
        }
        Set<String> fields = Objects.requireNonNullElse(entry.responseFields(), Set.of());
        return new Route(method, path, service, policy, timeouts, maxRequest, maxResponse, fields, entry.issueToken());
    }

    private @Nullable PathTemplate path(String key, String text) {
        try {
            return PathTemplate.parse(text);
        } catch (IllegalArgumentException e) {
            fault(String.valueOf(e.getMessage()), key);
            return null;
        }
    }

    private Timeouts timeouts(String key, @Nullable TimeoutsEntry own) {
        TimeoutsEntry defaults = content.defaults().timeouts();
        var timeouts = new Timeouts(
                timeout(own == null ? null : own.connect(), defaults.connect(), "connect"),
                timeout(own == null ? null : own.response(), defaults.response(), "response"),
                timeout(own == null ? null : own.total(), defaults.total(), "total"));
        boolean possible = !timeouts.connect().isZero()
                && !timeouts.response().isZero()
                && timeouts.connect().compareTo(timeouts.total()) <= 0
                && timeouts.response().compareTo(timeouts.total()) <= 0;
        if (!possible) {
            fault("connect and response must be above 0 and at most total; they are " + timeouts, key, "timeouts");
        }
        return timeouts;
    }

    private java.time.Duration timeout(@Nullable Duration own, @Nullable Duration byDefault, String name) {
        Duration chosen = own == null ? byDefault : own;
        if (chosen == null) {
            faults.add(new Fault(lines.lineOf(List.of("defaults", "timeouts")), "'" + name + "' is missing"));
            return java.time.Duration.ofSeconds(1);
        }
        return chosen.toJavaDuration();
    }

    private int bytes(@Nullable DataSize own, DataSize byDefault, String key, String name) {
        long bytes = (own == null ? byDefault : own).toBytes();
        if (bytes > MAX_BODY) {
            fault("'" + name + "' is above 1 GiB, which no body held in memory should be", key, name);
        }
        return (int) Math.min(bytes, MAX_BODY);
    }

    private static String unknown(String kind, String name, Set<String> known) {
        return "there is no " + kind + " '" + name + "'; there are "
                + known.stream().sorted().toList();
    }

    private void fault(String message, String... path) {
        boolean routeKey = content.routes().containsKey(path[0]);
        List<String> full = new ArrayList<>(routeKey ? List.of("routes") : List.of());
        full.addAll(List.of(path));
        Fault fault = new Fault(lines.lineOf(full), message);
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }
}

package io.gatehouse.gateway.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds routes that one request could mean at once. */
final class Ambiguities {

    private final List<BasePath> basePaths;
    private final List<Route> routes;
    private final Faults faults;

    Ambiguities(List<BasePath> basePaths, List<Route> routes, Faults faults) {
        this.basePaths = basePaths;
        this.routes = routes;
        this.faults = faults;
    }

    void tell() {
        tellSameOperations();
        for (BasePath shorter : basePaths) {
            for (BasePath longer : basePaths) {
                if (shorter.starts(longer.path().segments())) {
                    tellSamePaths(shorter, longer);
                }
            }
        }
    }

    /** {@code GET /users/{id}} and {@code GET /users/{name}}. */
    private void tellSameOperations() {
        Map<String, Route> known = new HashMap<>();
        for (Route route : routes) {
            Route other = known.putIfAbsent(route.method() + " " + route.path().shape(), route);
            if (other != null) {
                fault(
                        route,
                        "'" + route.operation() + "' and '" + other.operation()
                                + "' are the same operation: no request could tell them apart");
            }
        }
    }

    /** {@code /v1/users} below {@code /api}, and {@code /users} below {@code /api/v1}. */
    private void tellSamePaths(BasePath shorter, BasePath longer) {
        List<String> between = longer.path().segments().subList(shorter.length(), longer.length());
        for (Route hidden : routes) {
            List<String> segments = hidden.path().segments();
            routes.stream()
                    .filter(hiding -> overlap(
                            segments,
                            Stream.concat(between.stream(), hiding.path().segments().stream())
                                    .toList()))
                    .findFirst()
                    .ifPresent(hiding -> fault(
                            hidden,
                            "'" + hidden.operation() + "' below " + shorter + " and '" + hiding.operation() + "' below "
                                    + longer + " are the same path. Rename one, or drop a base path"));
        }
    }

    private static boolean overlap(List<String> one, List<String> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            boolean open = PathTemplate.isParameter(one.get(i)) || PathTemplate.isParameter(other.get(i));
            if (!open && !one.get(i).equals(other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void fault(Route route, String message) {
        faults.add(message, "routes", route.operation());
    }
}

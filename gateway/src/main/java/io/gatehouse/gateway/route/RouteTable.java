package io.gatehouse.gateway.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All routes, as a tree of path segments: a look-up costs the segments of the path, however many routes there are. A
 * literal segment beats a parameter. Immutable.
 */
public final class RouteTable {

    private static final Match NOT_FOUND = new Match.NotFound();
    private static final Match MALFORMED = new Match.Malformed();

    private final List<Route> routes;
    private final List<BasePath> basePaths;
    private final List<String> basePathTexts;
    private final int maxRequestBody;
    private final Node root = new Node();

    /**
     * @param basePaths the prefixes under which every route is offered
     * @throws IllegalArgumentException when two routes are the same operation
     */
    public RouteTable(Collection<String> basePaths, Collection<Route> routes) {
        this.routes = List.copyOf(routes);
        this.maxRequestBody =
                routes.stream().mapToInt(Route::maxRequestBody).max().orElse(0);
        this.basePathTexts = List.copyOf(basePaths);
        this.basePaths = basePaths.stream()
                .map(BasePath::parse)
                .sorted(Comparator.comparingInt(BasePath::length).reversed())
                .toList();
        routes.forEach(this::add);
    }

    public List<Route> routes() {
        return routes;
    }

    /** The prefixes under which every route is offered, as the file has them. */
    public List<String> basePaths() {
        return basePathTexts;
    }

    /** The most bytes that any route takes as a request's body. */
    public int maxRequestBody() {
        return maxRequestBody;
    }

    /** The longest that any route waits for a connection. */
    public Duration longestConnectTimeout() {
        return routes.stream()
                .map(route -> route.timeouts().connect())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ofSeconds(1));
    }

    /**
     * Finds the operation.
     *
     * @param rawPath the path as it was sent, still encoded, without the query
     */
    public Match match(String method, String rawPath) {
        List<String> segments = RequestPath.segments(rawPath);
        if (segments == null) {
            return MALFORMED;
        }
        for (BasePath base : basePaths) {
            if (base.starts(segments)) {
                Match match = matchBelow(base, method, segments);
                if (match != NOT_FOUND) {
                    return match;
                }
            }
        }
        return NOT_FOUND;
    }

    private Match matchBelow(BasePath base, String method, List<String> segments) {
        Node node = root.find(segments, base.length());
        if (node == null) {
            return NOT_FOUND;
        }
        Route route = node.routes.get(method);
        if (route == null && method.equals("HEAD")) {
            route = node.routes.get("GET");
        }
        return route == null
                ? new Match.MethodNotAllowed(node.allowed())
                : new Match.Found(
                        route,
                        base.toString(),
                        upstreamPath(route, segments, base.length()),
                        segments.subList(base.length(), segments.size()));
    }

    private static String upstreamPath(Route route, List<String> segments, int from) {
        var path = new StringBuilder(64);
        List<String> template = route.path().segments();
        for (String segment : route.upstreamPath().segments()) {
            path.append('/');
            path.append(
                    PathTemplate.isParameter(segment)
                            ? RequestPath.encode(segments.get(from + template.indexOf(segment)))
                            : segment);
        }
        return path.toString();
    }

    private void add(Route route) {
        Node node = root;
        for (String segment : route.path().segments()) {
            node = node.child(segment);
        }
        Route other = node.routes.putIfAbsent(route.method(), route);
        if (other != null) {
            throw new IllegalArgumentException("'" + route.operation() + "' and '" + other.operation()
                    + "' are the same operation: no request could tell them apart");
        }
    }

    private static final class Node {

        private final Map<String, Node> literals = new HashMap<>();
        private final Map<String, Route> routes = new TreeMap<>();
        private @Nullable Node parameter;

        Node child(String segment) {
            if (!PathTemplate.isParameter(segment)) {
                return literals.computeIfAbsent(segment, key -> new Node());
            }
            if (parameter == null) {
                parameter = new Node();
            }
            return parameter;
        }

        @Nullable
        Node find(List<String> segments, int at) {
            if (at == segments.size()) {
                return routes.isEmpty() ? null : this;
            }
            Node literal = literals.get(segments.get(at));
            Node found = literal == null ? null : literal.find(segments, at + 1);
            return found != null || parameter == null ? found : parameter.find(segments, at + 1);
        }

        Set<String> allowed() {
            Set<String> allowed = new TreeSet<>(new ArrayList<>(routes.keySet()));
            allowed.add("OPTIONS");
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            return allowed;
        }
    }
}

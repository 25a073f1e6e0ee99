package io.gatehouse.gateway.proxy;

import io.dropwizard.core.setup.Environment;
import io.gatehouse.gateway.route.LiveRoutes;
import io.gatehouse.gateway.route.Match;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * Answers methods that no route can have (TRACE, PROPFIND, any made-up word) as it is done for the others: 405, and what
 * is allowed instead (RFC 9110 §15.5.6). JAX-RS needs to know a method's name before it can serve it.
 */
public final class RouteMethods implements Filter {

    /** Those that a route may have, or that come with one. */
    public static final Set<String> KNOWN = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final LiveRoutes routes;

    private RouteMethods(LiveRoutes routes) {
        this.routes = routes;
    }

    /** Ahead of Dropwizard's own answer to such methods, which names no others. */
    public static void register(Environment environment, LiveRoutes routes) {
        environment
                .servlets()
                .addFilter("route-methods", new RouteMethods(routes))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var inbound = (HttpServletRequest) request;
        if (KNOWN.contains(inbound.getMethod())) {
            InboundRequest.tell(inbound);
            chain.doFilter(request, response);
            return;
        }
        var refusal = (HttpServletResponse) response;
        Match match = routes.get().match(inbound.getMethod(), inbound.getRequestURI());
        if (match instanceof Match.MethodNotAllowed other) {
            refusal.setHeader(HttpHeaders.ALLOW, String.join(", ", other.allowed()));
            refusal.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else {
            refusal.sendError(
                    match instanceof Match.Malformed
                            ? HttpServletResponse.SC_BAD_REQUEST
                            : HttpServletResponse.SC_NOT_FOUND);
        }
    }
}

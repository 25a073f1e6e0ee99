package io.gatehouse.gateway.route;

import com.codahale.metrics.health.HealthCheck;

/** Healthy once there are routes to serve. */
public final class RoutesHealthCheck extends HealthCheck {

    private final RouteTable routes;

    public RoutesHealthCheck(RouteTable routes) {
        this.routes = routes;
    }

    @Override
    protected Result check() {
        int count = routes.routes().size();
        return count == 0 ? Result.unhealthy("the route file opens nothing") : Result.healthy(count + " routes");
    }
}

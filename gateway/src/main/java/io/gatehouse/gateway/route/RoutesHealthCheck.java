package io.gatehouse.gateway.route;

import com.codahale.metrics.health.HealthCheck;

/** Healthy as long as there are routes to serve by: a file that is refused leaves those from before. */
public final class RoutesHealthCheck extends HealthCheck {

    private final RouteFileWatch watch;

    public RoutesHealthCheck(RouteFileWatch watch) {
        this.watch = watch;
    }

    @Override
    protected Result check() {
        String count = watch.routes().get().routes().size() + " routes";
        return Result.healthy(watch.isStale() ? count + ", older than the route file, which is refused" : count);
    }
}

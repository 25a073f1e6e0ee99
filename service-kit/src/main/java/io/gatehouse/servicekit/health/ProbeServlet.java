package io.gatehouse.servicekit.health;

import io.dropwizard.health.HealthEnvironment;
import io.dropwizard.health.HealthStateView;
import io.dropwizard.health.HealthStatusChecker;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * {@code /ready} and {@code /alive} on the admin port: 200 or 503, with one line of text a check. Answers from the
 * latest results of Dropwizard's scheduled checks, so that a probe never waits for a database.
 */
final class ProbeServlet extends HttpServlet {

    private final transient HealthEnvironment health;
    private final String type;
    private final transient BooleanSupplier refused;

    /**
     * @param type {@code ready} or {@code alive}
     * @param refused when the answer is no, whatever the checks say
     */
    ProbeServlet(HealthEnvironment health, String type, BooleanSupplier refused) {
        this.health = health;
        this.type = type;
        this.refused = refused;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var states = health.healthStateAggregator();
        boolean healthy =
                !refused.getAsBoolean() && states instanceof HealthStatusChecker checker && checker.isHealthy(type);
        response.setStatus(healthy ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("text/plain;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter()
                .write((healthy ? "yes" : "no") + "\n"
                        + states.healthStateViews().stream()
                                .sorted(Comparator.comparing(HealthStateView::getName))
                                .map(view -> view.getName() + ": " + (view.isHealthy() ? "ok" : "failing") + "\n")
                                .collect(Collectors.joining()));
    }
}

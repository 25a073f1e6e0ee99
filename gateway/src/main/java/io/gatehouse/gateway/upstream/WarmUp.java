package io.gatehouse.gateway.upstream;

import com.codahale.metrics.health.HealthCheck;
import io.dropwizard.lifecycle.ServerLifecycleListener;
import io.gatehouse.gateway.route.Timeouts;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the first requests through the client, to the gateway itself, before it is ready. In a new JVM the first call
 * takes longer than a connection may, and would fail as if its service were down.
 */
public final class WarmUp extends HealthCheck implements ServerLifecycleListener {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Timeouts TIMEOUTS = new Timeouts(PATIENCE, PATIENCE, PATIENCE);
    private static final int CALLS = 20;
    private static final int MAX_ANSWER = 64 * 1024;

    private final Client client;
    private final BufferBudget budget;
    private volatile boolean over;

    public WarmUp(Client client, BufferBudget budget) {
        this.client = client;
        this.budget = budget;
    }

    @Override
    public void serverStarted(Server server) {
        call(own(server, "/.well-known/jwks.json"), CALLS);
    }

    private URI own(Server server, String path) {
        return UriBuilder.newInstance()
                .scheme("http")
                .host(server.getConnectors()[0] instanceof NetworkConnector bound ? host(bound.getHost()) : LOOPBACK)
                .port(getLocalPort(server))
                .path(path)
                .build();
    }

    /** An address that stands for all of a machine's can't be called, but its loopback can. */
    static String host(@Nullable String bound) {
        if (bound == null || bound.equals("0.0.0.0") || bound.equals("::")) {
            return LOOPBACK;
        }
        return bound.contains(":") ? "[" + bound + "]" : bound;
    }

    private void call(URI self, int left) {
        BufferBudget.Share memory = budget.open();
        client.target(self)
                .request()
                .property(CallLimits.PROPERTY, new CallLimits(TIMEOUTS, MAX_ANSWER, memory))
                .rx()
                .get()
                .whenComplete((answer, failure) -> {
                    memory.close();
                    if (failure != null) {
                        log.warn("Cannot warm up with {}: the first requests may be slow", self, failure);
                    }
                    if (failure != null || left == 1) {
                        over = true;
                    } else {
                        call(self, left - 1);
                    }
                });
    }

    @Override
    protected Result check() {
        return over ? Result.healthy() : Result.unhealthy("the first requests are under way");
    }
}

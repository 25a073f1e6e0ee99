package io.gatehouse.gateway.proxy;

import com.codahale.metrics.health.HealthCheck;
import io.dropwizard.lifecycle.ServerLifecycleListener;
import io.gatehouse.gateway.auth.AccessTokenIssuer;
import io.gatehouse.gateway.upstream.RepeatedCalls;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the gateway from being ready until it has been used: it sends requests through its {@link Rehearsal}. In a new
 * JVM the first call takes longer than a connection may, and would fail as if its service were down; and what the JIT
 * compiler has done before the load comes, it need not do beside it.
 */
public final class WarmUp extends HealthCheck implements ServerLifecycleListener {

    private static final String LOOPBACK = "127.0.0.1";

    /** The last of the ids that users may have. */
    private static final long NOBODY = 999_999_999_999_999_999L;

    private final RepeatedCalls calls;
    private final Rehearsal rehearsal;
    private final AccessTokenIssuer tokens;
    private final AtomicInteger callers = new AtomicInteger();
    private volatile Result state = Result.unhealthy("the first requests are under way");

    /** @param tokens that the gateway itself accepts */
    public WarmUp(RepeatedCalls calls, Rehearsal rehearsal, AccessTokenIssuer tokens) {
        this.calls = calls;
        this.rehearsal = rehearsal;
        this.tokens = tokens;
    }

    @Override
    public void serverStarted(Server server) {
        calls.to(rehearsal.begin(own(server)), this::identity).thenAccept(succeeded -> {
            rehearsal.end();
            state = Result.healthy("%d requests succeeded", succeeded);
        });
    }

    /** A caller with a token of its own, so that verifying and signing are rehearsed too. */
    private Map<String, String> identity() {
        String token = tokens.issue(NOBODY - callers.getAndIncrement(), Rehearsal.USER_TYPE, Rehearsal.USER_TYPE);
        return Map.of(HttpHeaders.AUTHORIZATION, "Bearer " + token, Rehearsal.HEADER, rehearsal.word());
    }

    private URI own(Server server) {
        String host = server.getConnectors()[0] instanceof NetworkConnector bound ? host(bound.getHost()) : LOOPBACK;
        return URI.create("http://" + host + ":" + getLocalPort(server));
    }

    /** An address that stands for all of a machine's can't be called, but its loopback can. */
    static String host(@Nullable String bound) {
        if (bound == null || bound.equals("0.0.0.0") || bound.equals("::")) {
            return LOOPBACK;
        }
        return bound.contains(":") ? "[" + bound + "]" : bound;
    }

    @Override
    protected Result check() {
        return state;
    }
}

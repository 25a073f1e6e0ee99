package io.gatehouse.gateway.proxy;

import com.codahale.metrics.health.HealthCheck;
import io.dropwizard.lifecycle.ServerLifecycleListener;
import io.gatehouse.gateway.auth.AccessTokenIssuer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the gateway from being ready until it has been used: it sends requests through its {@link Rehearsal}. In a new
 * JVM the first call takes longer than a connection may, and would fail as if its service were down; and what the JIT
 * compiler has done before the load comes, it need not do beside it.
 */
public final class WarmUp extends HealthCheck implements ServerLifecycleListener {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private static final String LOOPBACK = "127.0.0.1";
    private static final int LEAST_CALLS = 20;

    /** With a token each, so that verifying and signing are rehearsed too. */
    private static final int CALLS_OF_A_CALLER = 16;

    /** The last of the ids that users may have. */
    private static final long NOBODY = 999_999_999_999_999_999L;

    /** At the same time. Few, so that the compiler has the processors. */
    private static final int CALLERS = 2;

    private final Duration atLeast;
    private final HttpClient http;
    private final Rehearsal rehearsal;
    private final AccessTokenIssuer tokens;
    private final AtomicInteger callers = new AtomicInteger();
    private final AtomicInteger calling = new AtomicInteger(CALLERS);
    private final AtomicInteger good = new AtomicInteger();
    private volatile boolean over;

    /**
     * @param atLeast how long it takes; twenty calls are made in any case
     * @param tokens that the gateway itself accepts
     */
    public WarmUp(Duration atLeast, HttpClient http, Rehearsal rehearsal, AccessTokenIssuer tokens) {
        this.atLeast = atLeast;
        this.http = http;
        this.rehearsal = rehearsal;
        this.tokens = tokens;
    }

    @Override
    public void serverStarted(Server server) {
        URI target = rehearsal.begin(own(server));
        long end = System.nanoTime() + atLeast.toNanos();
        for (int caller = 0; caller < CALLERS; caller++) {
            new Caller(target, end).call();
        }
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
        return over
                ? Result.healthy("%d requests succeeded", good.get())
                : Result.unhealthy("the first requests are under way");
    }

    /** Makes one call after another. Each ends on a thread of the client's. */
    private final class Caller {

        private final URI target;
        private final long end;
        private int calls;
        private String token = "";

        Caller(URI target, long end) {
            this.target = target;
            this.end = end;
        }

        void call() {
            if (calls++ % CALLS_OF_A_CALLER == 0) {
                token = "Bearer "
                        + tokens.issue(NOBODY - callers.getAndIncrement(), Rehearsal.USER_TYPE, Rehearsal.USER_TYPE);
            }
            Request request = http.newRequest(target).timeout(10, TimeUnit.SECONDS);
            request.headers(headers -> headers.put(HttpHeader.AUTHORIZATION, token));
            rehearsal.sign(request);
            request.send(this::ended);
        }

        private void ended(org.eclipse.jetty.client.Result result) {
            if (result.isFailed()) {
                log.warn("Cannot warm up with {}: the first requests may be slow", target, result.getFailure());
            } else if (result.getResponse().getStatus() == HttpStatus.OK_200) {
                good.incrementAndGet();
            }
            if (result.isSucceeded() && (calls < LEAST_CALLS / CALLERS || System.nanoTime() < end)) {
                call();
                return;
            }
            if (calling.decrementAndGet() == 0) {
                rehearsal.end();
                over = true;
            }
        }
    }
}

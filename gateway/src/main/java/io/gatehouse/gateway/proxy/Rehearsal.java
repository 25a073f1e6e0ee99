package io.gatehouse.gateway.proxy;

import io.gatehouse.gateway.auth.Authentication;
import io.gatehouse.gateway.auth.NamedPolicy;
import io.gatehouse.gateway.auth.UserTypes;
import io.gatehouse.gateway.limit.RateLimiter;
import io.gatehouse.gateway.response.ResponseShaper;
import io.gatehouse.gateway.route.PathTemplate;
import io.gatehouse.gateway.route.Retry;
import io.gatehouse.gateway.route.Route;
import io.gatehouse.gateway.route.RouteTable;
import io.gatehouse.gateway.route.Service;
import io.gatehouse.gateway.route.Timeouts;
import io.gatehouse.gateway.telemetry.Exchange;
import io.gatehouse.gateway.upstream.Upstreams;
import jakarta.ws.rs.HttpMethod;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A route of the gateway's own, for requests that only warm it up: through the same pipeline as all, and back to the
 * gateway itself for its public keys. It opens for nobody else, as its requests carry a word that is made anew at each
 * start, and for no longer than {@link WarmUp} lasts. Neither log nor metrics tell of them.
 */
public final class Rehearsal {

    static final String USER_TYPE = "rehearsal";

    /** Has the {@link #word()} of this start, and so lets a request in. */
    static final String HEADER = "Rehearsal";

    private static final String BASE_PATH = "/rehearsal";
    private static final String PATH = "/.well-known/jwks.json";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_ANSWER = 64 * 1024;

    private final String word = newWord();
    private final Upstreams upstreams;
    private final Pipeline pipeline;
    private volatile RouteTable routes = new RouteTable(List.of(), List.of());
    private volatile boolean open = true;

    /** @param upstreams of nobody else */
    public Rehearsal(Authentication authentication, RateLimiter limiter, Upstreams upstreams, ResponseShaper shaper) {
        this.upstreams = upstreams;
        this.pipeline = new Pipeline(() -> routes, authentication, limiter, upstreams, shaper);
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** Where its requests go, at this address of the gateway's. */
    URI begin(URI self) {
        routes = new RouteTable(List.of(BASE_PATH), List.of(route(self)));
        upstreams.serve(routes);
        return self.resolve(BASE_PATH + PATH);
    }

    String word() {
        return word;
    }

    void end() {
        open = false;
        routes = new RouteTable(List.of(), List.of());
        upstreams.serve(routes);
    }

    /** Knows the requests of the rehearsal, ahead of whatever tells of requests. */
    public Handler.Wrapper doorkeeper() {
        return new Handler.Wrapper() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (open && word.equals(request.getHeaders().get(HEADER))) {
                    request.setAttribute(Exchange.UNTOLD, true);
                }
                return super.handle(request, response, callback);
            }
        };
    }

    private static Route route(URI self) {
        PathTemplate path = PathTemplate.parse(PATH);
        return new Route(
                HttpMethod.GET,
                path,
                path,
                new Service("gateway", List.of(self), Integer.MAX_VALUE, false),
                new NamedPolicy(USER_TYPE, new UserTypes(Set.of(USER_TYPE))),
                null,
                new Timeouts(PATIENCE, PATIENCE, PATIENCE),
                new Retry(2, Set.of(Retry.Failure.CONNECT_FAILURE), Set.of(503)),
                0,
                MAX_ANSWER,
                Set.of("keys"),
                false,
                List.of());
    }

    private static String newWord() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

package io.gatehouse.gateway.proxy;

import io.gatehouse.gateway.auth.Authentication;
import io.gatehouse.gateway.auth.Caller;
import io.gatehouse.gateway.auth.NamedPolicy;
import io.gatehouse.gateway.limit.RateLimiter;
import io.gatehouse.gateway.response.ResponseShaper;
import io.gatehouse.gateway.route.Match;
import io.gatehouse.gateway.route.RouteTable;
import io.gatehouse.gateway.upstream.BufferBudget;
import io.gatehouse.gateway.upstream.UpstreamAnswer;
import io.gatehouse.gateway.upstream.UpstreamCall;
import io.gatehouse.gateway.upstream.Upstreams;
import io.gatehouse.servicekit.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What happens to a request, in order. No file changes that order. */
public final class Pipeline {

    private static final String NOTHING_HERE = "There is nothing at this path.";

    private final Supplier<RouteTable> routes;
    private final Authentication authentication;
    private final RateLimiter limiter;
    private final Upstreams upstreams;
    private final ResponseShaper shaper;

    public Pipeline(
            Supplier<RouteTable> routes,
            Authentication authentication,
            RateLimiter limiter,
            Upstreams upstreams,
            ResponseShaper shaper) {
        this.routes = routes;
        this.authentication = authentication;
        this.limiter = limiter;
        this.upstreams = upstreams;
        this.shaper = shaper;
    }

    /**
     * Match, authenticate, authorize, limit, call, shape. Returns before the service answers.
     *
     * @param memory the request's share of the buffer budget, from which the answer's bytes are taken
     * @throws ProblemException for what is decided without the service
     */
    CompletionStage<Response> run(InboundRequest request, BufferBudget.Share memory) {
        Match.Found match = found(routes.get().match(request.method(), request.rawPath()));
        request.exchange().matched(match);
        Caller caller = authenticate(match, request);
        request.forget(authentication.credentialHeaders());
        return limiter.admit(match.route().rateLimit(), caller, request.clientAddress())
                .thenCompose(admission -> call(match, caller, request, memory)
                        .thenApply(answer -> admission.tell(shaper.shape(match, answer))));
    }

    private CompletionStage<UpstreamAnswer> call(
            Match.Found match, @Nullable Caller caller, InboundRequest request, BufferBudget.Share memory) {
        byte[] body = request.body(match.route().maxRequestBody());
        return upstreams.call(new UpstreamCall(
                match,
                request.method(),
                request.rawQuery(),
                request.headers(),
                body,
                caller == null ? null : caller.id(),
                request.forwarding(),
                request.id(),
                request.exchange(),
                memory));
    }

    /** The methods that a path has, for OPTIONS. */
    Response options(InboundRequest request) {
        if (routes.get().match(request.method(), request.rawPath()) instanceof Match.MethodNotAllowed other) {
            return Response.noContent().header(HttpHeaders.ALLOW, allow(other)).build();
        }
        throw new ProblemException(404, NOTHING_HERE);
    }

    private @Nullable Caller authenticate(Match.Found match, InboundRequest request) {
        NamedPolicy policy = match.route().policy();
        if (policy.isOpen()) {
            return null;
        }
        Caller caller = authentication.authenticate(request.allHeaders());
        request.exchange().authenticated(caller.id());
        authentication.authorize(policy, caller, match);
        return caller;
    }

    private static Match.Found found(Match match) {
        if (match instanceof Match.Found found) {
            return found;
        } else if (match instanceof Match.MethodNotAllowed other) {
            throw new ProblemException(405, "This method is not allowed here; the Allow header lists those that are.")
                    .withHeader(HttpHeaders.ALLOW, allow(other));
        } else if (match instanceof Match.Malformed) {
            throw new ProblemException(400, "The path is malformed: no empty or dot segments, no encoded slashes.");
        }
        throw new ProblemException(404, NOTHING_HERE);
    }

    private static String allow(Match.MethodNotAllowed other) {
        return String.join(", ", other.allowed());
    }
}

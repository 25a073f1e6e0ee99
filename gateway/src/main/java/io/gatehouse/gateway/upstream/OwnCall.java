package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.auth.NamedPolicy;
import io.gatehouse.gateway.auth.UserTypes;
import io.gatehouse.gateway.route.Match;
import io.gatehouse.gateway.route.PathTemplate;
import io.gatehouse.gateway.route.Retry;
import io.gatehouse.gateway.route.Route;
import io.gatehouse.gateway.route.Service;
import io.gatehouse.gateway.route.Timeouts;
import io.gatehouse.gateway.telemetry.Exchange;
import io.gatehouse.servicekit.request.RequestId;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call that the gateway makes on its own account and on behalf of nobody. It goes the way of all calls: with an
 * internal token, through the service's bulkhead and breakers or, when it can't wait for those, past them, without a
 * thread that waits.
 */
public final class OwnCall {

    private static final NamedPolicy NOBODYS = new NamedPolicy("own", new UserTypes(null));

    private final Upstreams upstreams;
    private final BufferBudget budget;
    private final Match.Found match;

    /**
     * A GET of a service's.
     *
     * @param service its name in the route file, as whose service it is called
     * @param path without parameters
     * @param maxResponseBody the most bytes its answer may have
     */
    public OwnCall(
            Upstreams upstreams,
            BufferBudget budget,
            String service,
            String path,
            Timeouts timeouts,
            int maxResponseBody) {
        this.upstreams = upstreams;
        this.budget = budget;
        PathTemplate template = PathTemplate.parse(path);
        var route = new Route(
                HttpMethod.GET,
                template,
                template,
                new Service(service, List.of(), 1, false),
                NOBODYS,
                null,
                timeouts,
                Retry.NONE,
                0,
                maxResponseBody,
                Set.of(),
                false,
                List.of());
        this.match = new Match.Found(route, "", path, List.of());
    }

    /**
     * Makes the call. Never throws: the stage fails, as that of {@link Upstreams#call}.
     *
     * @param rawQuery encoded, or null without one
     */
    public CompletionStage<UpstreamAnswer> send(@Nullable String rawQuery) {
        return send(rawQuery, upstreams::call);
    }

    /**
     * The same, past the bulkhead, and past the breakers when all are open: what others ask of the service can't hold
     * it up.
     */
    public CompletionStage<UpstreamAnswer> sendUnguarded(@Nullable String rawQuery) {
        return send(rawQuery, upstreams::callUnguarded);
    }

    private CompletionStage<UpstreamAnswer> send(
            @Nullable String rawQuery, Function<UpstreamCall, CompletionStage<UpstreamAnswer>> way) {
        BufferBudget.Share memory = budget.open();
        return way.apply(new UpstreamCall(
                        match,
                        HttpMethod.GET,
                        rawQuery,
                        new MultivaluedHashMap<>(),
                        null,
                        null,
                        null,
                        RequestId.make(),
                        Exchange.own(),
                        memory))
                .whenComplete((answer, failure) -> memory.close());
    }
}

package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.route.Route;
import io.gatehouse.gateway.route.RouteTable;
import io.gatehouse.gateway.route.Service;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The services behind the gateway. What is known of them outlives the route tables that name them. */
public final class Upstreams {

    private final Map<String, ServiceUpstream> services = new ConcurrentHashMap<>();
    private final Function<Service, ServiceUpstream> factory;
    private final Consumer<String> farewell;

    /** @param farewell is told the name of each service that is forgotten */
    Upstreams(Function<Service, ServiceUpstream> factory, Consumer<String> farewell) {
        this.factory = factory;
        this.farewell = farewell;
    }

    /** The service's answer, or a failure that is an {@link UpstreamException} at its root. Never throws. */
    public CompletionStage<UpstreamAnswer> call(UpstreamCall call) {
        return call(call, ServiceUpstream::channel);
    }

    /** The same past the bulkhead, and to an instance whose breaker is open when there is no other. */
    CompletionStage<UpstreamAnswer> callUnguarded(UpstreamCall call) {
        return call(call, ServiceUpstream::unguarded);
    }

    private CompletionStage<UpstreamAnswer> call(UpstreamCall call, Function<ServiceUpstream, Channel> entrance) {
        ServiceUpstream service = services.get(call.match().route().service().name());
        if (service == null) { // a request that was matched just before its service left the route file
            return CompletableFuture.failedStage(
                    new UpstreamException(UpstreamException.Kind.UNAVAILABLE, "the service is not in the route file"));
        }
        return entrance.apply(service).send(Attempt.first(call));
    }

    /**
     * Prepares for the services of a route table, before requests are matched by it. A service known by its name keeps
     * its breakers and counters; one that the table does not lead to is forgotten, and its metrics with it.
     */
    public synchronized void serve(RouteTable routes) {
        Map<String, Service> named = routes.routes().stream()
                .map(Route::service)
                .collect(Collectors.toMap(Service::name, Function.identity(), (one, same) -> one));
        services.keySet().removeIf(name -> isGone(name, named.keySet()));
        named.forEach((name, service) -> {
            ServiceUpstream known = services.get(name);
            if (known == null) {
                services.put(name, factory.apply(service));
            } else {
                known.serve(service);
            }
        });
    }

    private boolean isGone(String name, Set<String> named) {
        boolean gone = !named.contains(name);
        if (gone) {
            farewell.accept(name);
        }
        return gone;
    }

    Collection<ServiceUpstream> services() {
        return services.values();
    }
}

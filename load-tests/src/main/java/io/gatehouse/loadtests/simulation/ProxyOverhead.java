package io.gatehouse.loadtests.simulation;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatehouse.loadtests.Setting;
import io.gatehouse.loadtests.bed.RaisedRoutes;
import io.gatehouse.loadtests.bed.TestBed;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.Iterator;
import java.util.Map;

/**
 * The same call direct and through the gateway, as fast as so many users take the answers (a closed model), after a
 * warm-up that is reported apart. load-tests/README.md tells why the benchmark, not this, is what to quote.
 */
public final class ProxyOverhead extends Simulation {

    private final TestBed bed = TestBed.stubbed(RaisedRoutes.shipped());

    public ProxyOverhead() {
        Iterator<Map<String, Object>> callers = Calls.callers(bed);
        setUp(gateway("warm-up", callers).andThen(direct().andThen(gateway("gateway", callers))))
                .protocols(Calls.to(bed))
                .assertions(global().failedRequests().count().is(0L));
    }

    private PopulationBuilder direct() {
        return scenario("direct")
                .exec(during(Setting.DURATION.time())
                        .on(http("direct").get(bed.upstreamUrl() + "/orders/17").check(status().is(200))))
                .injectOpen(atOnceUsers(Setting.CONNECTIONS.number()));
    }

    private static PopulationBuilder gateway(String name, Iterator<Map<String, Object>> callers) {
        return scenario(name)
                .exec(during(Setting.DURATION.time()).on(feed(callers).exec(Calls.order(name, ""))))
                .injectOpen(atOnceUsers(Setting.CONNECTIONS.number()));
    }

    @Override
    public void after() {
        bed.close();
    }
}

package io.gatehouse.loadtests.simulation;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatehouse.loadtests.Setting;
import io.gatehouse.loadtests.bed.RaisedRoutes;
import io.gatehouse.loadtests.bed.TestBed;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * Hours of a steady load, in small: heap after a collection, threads and connections are looked at after a fifth of
 * the time and again at its end, and must be what they were.
 */
public final class Soak extends Simulation {

    private static final double MOST_HEAP_GROWTH = 1.05;
    private static final int MOST_MORE_THREADS = 2;
    private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"}";
    private static final String THREADS = "jvm_threads_current";
    private static final String LEASES = "gatehouse_gateway_upstream_connections_leased";

    private final TestBed bed = TestBed.stubbed(RaisedRoutes.shipped());

    public Soak() {
        Duration whole = Setting.SOAK.time();
        var callers = Calls.callers(bed);
        setUp(
                        scenario("callers")
                                .exec(feed(callers).exec(Calls.order("order", "?delay=20ms")))
                                .injectOpen(constantUsersPerSec(Setting.RATE.number() * 10.0)
                                        .during(whole)),
                        watch(whole).injectOpen(atOnceUsers(1)))
                .protocols(Calls.to(bed))
                .assertions(global().failedRequests().count().is(0L));
    }

    private ScenarioBuilder watch(Duration whole) {
        return scenario("watch")
                .pause(whole.dividedBy(5))
                .exec(collect("first"))
                .exec(http("figures at a fifth")
                        .get(bed.adminUrl() + "/metrics")
                        .check(
                                Figures.of(HEAP).saveAs("heap"),
                                Figures.of(THREADS).saveAs("threads")))
                .pause(whole.multipliedBy(4).dividedBy(5))
                .pause(Duration.ofSeconds(3))
                .exec(collect("last"))
                .exec(http("figures at the end")
                        .get(bed.adminUrl() + "/metrics")
                        .check(
                                Figures.of(HEAP).lte(session -> session.getDouble("heap") * MOST_HEAP_GROWTH),
                                Figures.of(THREADS).lte(session -> session.getDouble("threads") + MOST_MORE_THREADS),
                                Figures.of(LEASES).is(0.0)));
    }

    /** Twice, so that what the first collection only unreferenced is gone too. */
    private ChainBuilder collect(String when) {
        return exec(http(when + " collection")
                        .post(bed.adminUrl() + "/tasks/gc")
                        .check(status().is(200)))
                .exec(http(when + " collection")
                        .post(bed.adminUrl() + "/tasks/gc")
                        .check(status().is(200)));
    }

    @Override
    public void after() {
        bed.close();
    }
}

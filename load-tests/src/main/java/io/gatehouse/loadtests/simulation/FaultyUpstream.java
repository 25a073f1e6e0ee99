package io.gatehouse.loadtests.simulation;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatehouse.loadtests.Setting;
import io.gatehouse.loadtests.bed.RaisedRoutes;
import io.gatehouse.loadtests.bed.TestBed;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;

/**
 * One service breaks off, drips, hangs and answers with errors, all at once. Its callers get a problem that says so, at
 * the latest when the route's time is over; the callers of the other service notice nothing.
 */
public final class FaultyUpstream extends Simulation {

    /** The shipped routes' total timeout and what a busy machine adds. */
    private static final int LATEST_MILLIS = 8_000;

    private final TestBed bed = TestBed.stubbed(RaisedRoutes.shipped());

    public FaultyUpstream() {
        var callers = Calls.callers(bed);
        setUp(
                        scenario("callers of the faulty service")
                                .feed(callers)
                                .exec(faulty("reset", "?reset=true"))
                                .exec(faulty("drip", "?size=4096&drip=500ms"))
                                .exec(faulty("silence", "?delay=30s"))
                                .exec(faulty("unavailable", "?status=503"))
                                .injectOpen(constantUsersPerSec(Setting.RATE.number())
                                        .during(Setting.DURATION.time())),
                        scenario("callers of the other")
                                .feed(callers)
                                .exec(exec(http("healthy")
                                        .get("/api/v1/me")
                                        .header("Authorization", "Bearer #{token}")
                                        .check(status().is(200))))
                                .injectOpen(constantUsersPerSec(Setting.RATE.number())
                                        .during(Setting.DURATION.time())))
                .protocols(Calls.to(bed))
                .assertions(
                        global().failedRequests().count().is(0L),
                        global().responseTime().max().lt(LATEST_MILLIS),
                        details("healthy").successfulRequests().percent().is(100.0));
    }

    /** Succeeds when the fault is told as it should be. */
    private static ChainBuilder faulty(String name, String query) {
        return exec(http(name)
                .get("/api/v1/orders/17" + query)
                .header("Authorization", "Bearer #{token}")
                .check(status().in(502, 503, 504), jsonPath("$.status").exists()));
    }

    @Override
    public void after() {
        bed.close();
    }
}

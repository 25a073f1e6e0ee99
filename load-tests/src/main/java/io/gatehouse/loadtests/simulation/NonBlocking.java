package io.gatehouse.loadtests.simulation;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatehouse.loadtests.Setting;
import io.gatehouse.loadtests.bed.RaisedRoutes;
import io.gatehouse.loadtests.bed.TestBed;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * Thousands of requests under way to a service that takes seconds, three times over, while someone asks a quick one.
 * All are answered, the slow ones in little more than the service's time, with no more threads than the gateway has.
 */
public final class NonBlocking extends Simulation {

    private static final int ROUNDS = 3;
    private static final int MOST_THREADS = 64;

    /** Nobody may wait for a thread: a round of waiting would be the service's time again. */
    private static final double MOST_DELAYS = 1.9;

    private static final Duration RAMP = Duration.ofSeconds(1);

    private final Duration delay = Setting.DELAY.time();
    private final TestBed bed = TestBed.stubbed(RaisedRoutes.shipped().patient(delay.multipliedBy(5)));

    public NonBlocking() {
        var callers = Calls.callers(bed);
        long inTime = Math.round(delay.toMillis() * MOST_DELAYS);
        setUp(
                        scenario("slow")
                                .feed(callers)
                                .repeat(ROUNDS)
                                .on(Calls.order("slow", "?delay=" + delay.toMillis() + "ms"))
                                .injectOpen(
                                        rampUsers(Setting.IN_FLIGHT.number()).during(RAMP)),
                        scenario("quick")
                                .exec(feed(callers).exec(Calls.order("quick", "")))
                                .injectOpen(rampUsers(50 * ROUNDS).during(delay.multipliedBy(ROUNDS))),
                        scenario("threads")
                                .pause(delay)
                                .exec(exec(http("threads")
                                        .get(bed.adminUrl() + "/metrics")
                                        .check(
                                                status().is(200),
                                                Figures.of("jvm_threads_current")
                                                        .lte((double) MOST_THREADS))))
                                .injectOpen(rampUsers(1).during(1)))
                .protocols(Calls.to(bed))
                .assertions(
                        global().failedRequests().count().is(0L),
                        details("slow").responseTime().percentile(50).lt((int) inTime));
    }

    @Override
    public void after() {
        bed.close();
    }
}

package io.gatehouse.loadtests.simulation;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatehouse.loadtests.Setting;
import io.gatehouse.loadtests.bed.RaisedRoutes;
import io.gatehouse.loadtests.bed.TestBed;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** A crowd comes within two seconds, stays and goes. Nobody is turned away, and afterwards all is as before. */
public final class Spike extends Simulation {

    private static final Duration EDGE = Duration.ofSeconds(2);

    private final TestBed bed = TestBed.stubbed(RaisedRoutes.shipped());

    public Spike() {
        double usual = Setting.RATE.number();
        double crowd = usual * Setting.SPIKE.number();
        Duration third = Setting.DURATION.time().dividedBy(3);
        setUp(scenario("visitors")
                        .feed(Calls.callers(bed))
                        .exec(Calls.order("order", "?delay=50ms"))
                        .injectOpen(
                                constantUsersPerSec(usual).during(third),
                                rampUsersPerSec(usual).to(crowd).during(EDGE),
                                constantUsersPerSec(crowd).during(third),
                                rampUsersPerSec(crowd).to(usual).during(EDGE),
                                constantUsersPerSec(usual).during(third)))
                .protocols(Calls.to(bed))
                .assertions(global().failedRequests().count().is(0L));
    }

    @Override
    public void after() {
        bed.close();
    }
}

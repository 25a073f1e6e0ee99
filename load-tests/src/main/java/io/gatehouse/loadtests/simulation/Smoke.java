package io.gatehouse.loadtests.simulation;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatehouse.loadtests.bed.RaisedRoutes;
import io.gatehouse.loadtests.bed.TestBed;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** Every build's: a few customers at the same time, and not one request may fail. */
public final class Smoke extends Simulation {

    private static final int CUSTOMERS = 5;
    private static final Duration RAMP = Duration.ofSeconds(2);

    /** Other tests may run on the same cores, and processes just started are slow. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final TestBed bed = TestBed.system(() -> RaisedRoutes.shipped().patient(PATIENCE));

    public Smoke() {
        setUp(scenario("customers")
                        .exec(Journey.by(bed.login("admin", "a")))
                        .injectOpen(rampUsers(CUSTOMERS).during(RAMP)))
                .protocols(Calls.to(bed))
                .assertions(
                        global().failedRequests().count().is(0L),
                        details(Journey.LIST).allRequests().count().is((long) CUSTOMERS),
                        details(Journey.END).allRequests().count().is((long) CUSTOMERS));
    }

    @Override
    public void after() {
        bed.close();
    }
}

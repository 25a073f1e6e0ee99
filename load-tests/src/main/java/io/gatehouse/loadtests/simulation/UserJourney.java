package io.gatehouse.loadtests.simulation;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatehouse.loadtests.Setting;
import io.gatehouse.loadtests.bed.RaisedRoutes;
import io.gatehouse.loadtests.bed.TestBed;
import io.gatling.javaapi.core.Simulation;

/**
 * Customers keep coming, however the system fares (an open model): accounts, logins and orders over the real services.
 * Passwords are hashed twice a customer, which is most of the work.
 */
public final class UserJourney extends Simulation {

    private static final double MOST_FAILED_PERCENT = 0.1;

    private final TestBed bed = TestBed.system(RaisedRoutes::shipped);

    public UserJourney() {
        double customers = Setting.RATE.number();
        setUp(scenario("customers")
                        .exec(Journey.by(bed.login("admin", "a")))
                        .injectOpen(
                                rampUsersPerSec(1)
                                        .to(customers)
                                        .during(Setting.DURATION.time().dividedBy(3)),
                                constantUsersPerSec(customers).during(Setting.DURATION.time())))
                .protocols(Calls.to(bed))
                .assertions(global().failedRequests().percent().lt(MOST_FAILED_PERCENT));
    }

    @Override
    public void after() {
        bed.close();
    }
}

package io.gatehouse.users.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import io.dropwizard.util.Duration;
import io.gatehouse.servicekit.problem.ProblemException;
import io.gatehouse.users.password.Hashing;
import io.gatehouse.users.password.HashingFactory;
import io.gatehouse.users.revocation.RevocationSettings;
import io.gatehouse.users.session.SessionSettings;
import io.gatehouse.users.session.Sessions;
import io.gatehouse.users.throttle.Allowance;
import io.gatehouse.users.throttle.ThrottleSettings;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginsTest {

    private static final Duration DAY = Duration.days(1);

    private final LifecycleEnvironment lifecycle = new LifecycleEnvironment(new MetricRegistry());
    private final Hashing hashing = new HashingFactory(1, 1, 1).build(lifecycle);
    private final AtomicInteger asked = new AtomicInteger();
    private final Logins logins = logins();

    private Logins logins() {
        Clock clock = Clock.systemUTC();
        Jdbi database = Jdbi.create(() -> {
            asked.incrementAndGet();
            throw new SQLException("down");
        });
        var sessions = new Sessions(
                database, clock, new SessionSettings(DAY, DAY, 1), new RevocationSettings(DAY).build(database, clock));
        var once = new Allowance(1, DAY);
        var throttle = new ThrottleSettings(once, once, once).build(database, clock);
        return new Logins(database, hashing.passwords(), hashing.pool(), sessions, throttle);
    }

    @AfterEach
    void stop() throws Exception {
        for (var managed : lifecycle.getManagedObjects()) {
            managed.stop();
        }
    }

    /** Or those who storm in would keep it from others, to be turned away all the same. */
    @Test
    void asks_the_database_nothing_for_whom_there_is_no_room() {
        var release = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) { // one is served, one waits
            hashing.pool().run(() -> {
                release.await();
                return "done";
            });
        }

        try {
            assertThatThrownBy(this::logIn).isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(
                            problem.problem().status())
                    .isEqualTo(503));
            assertThat(asked).hasValue(0);
        } finally {
            release.countDown();
        }
    }

    @Test
    void asks_it_for_whom_there_is() {
        assertThatThrownBy(this::logIn).isInstanceOf(ConnectionException.class);
        assertThat(asked).hasValue(1);
    }

    private void logIn() {
        logins.login("somebody", "correct horse", "");
    }
}

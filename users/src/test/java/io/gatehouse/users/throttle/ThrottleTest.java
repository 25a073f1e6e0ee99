package io.gatehouse.users.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.util.Duration;
import io.gatehouse.servicekit.problem.ProblemException;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.users.UsersService;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may guess a password, and when. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
final class ThrottleTest {

    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";

    private static UsersService service;

    private final Throttle throttle = new ThrottleSettings(
                    new Allowance(3, Duration.seconds(30)),
                    new Allowance(6, Duration.seconds(10)),
                    new Allowance(4, Duration.seconds(60)))
            .build(service.jdbi(), service.clock());

    ThrottleTest(TestDatabase database) {}

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        service = UsersService.shared(database);
    }

    @BeforeEach
    void empty() {
        service.empty();
    }

    @Test
    void lets_some_fail_at_once_and_then_one_every_so_often() {
        fail("ada", HERE, 3);
        assertRefused("ada", HERE, 30);

        pass(29);
        assertRefused("ada", HERE, 1);

        pass(1);
        fail("ada", HERE, 1);
        assertRefused("ada", HERE, 30);

        pass(300);
        fail("ada", HERE, 3);
        assertRefused("ada", HERE, 30);
    }

    @Test
    void a_guesser_elsewhere_does_not_count_here_nor_against_another_account() {
        fail("ada", HERE, 3);

        throttle.admit("ada", THERE);
        throttle.admit("grace", HERE);
    }

    @Test
    void a_success_forgives_what_failed_of_the_account_from_there() {
        fail("ada", HERE, 2);
        throttle.admit("ada", HERE).succeeded();

        fail("ada", HERE, 3);
        assertRefused("ada", HERE, 30);
    }

    @Test
    void who_tries_many_accounts_is_slowed_down_and_wins_nothing_by_an_own_one() {
        for (int i = 0; i < 6; i++) {
            fail("account" + i, HERE, 1);
        }
        assertRefused("another", HERE, 10);

        pass(10);
        throttle.admit("own", HERE).succeeded();
        fail("another", HERE, 1);
        assertRefused("another", HERE, 10);
        throttle.admit("another", THERE);
    }

    @Test
    void a_guesser_of_many_networks_is_slowed_down_where_the_account_has_not_logged_in_lately() {
        throttle.admit("ada", "home").succeeded();
        for (int i = 0; i < 4; i++) {
            fail("ada", "198.51.100." + i, 1);
        }

        assertRefused("ada", "somewhere", 60);
        throttle.admit("ada", "home");
        throttle.admit("grace", "somewhere");

        pass(60);
        throttle.admit("ada", "somewhere").succeeded();
        fail("ada", "elsewhere", 1);
        assertRefused("ada", "anywhere", 60);
        throttle.admit("ada", "somewhere");
    }

    @Test
    void a_network_is_forgotten_after_a_month_without_a_login() {
        throttle.admit("ada", "home").succeeded();
        pass(29 * 24 * 3600);
        throttle.admit("ada", "home").succeeded();
        pass(2 * 24 * 3600);
        fail("ada", "elsewhere", 3);
        fail("ada", "anywhere", 1);
        throttle.admit("ada", "home");

        pass(29 * 24 * 3600);
        fail("ada", "elsewhere", 3);
        fail("ada", "anywhere", 1);
        assertRefused("ada", "home", 60);
    }

    @Test
    void counts_every_failure_of_those_at_the_same_instant() {
        List<Throttle.Guess> guesses =
                Stream.generate(() -> throttle.admit("ada", HERE)).limit(8).toList();

        CompletableFuture.allOf(guesses.stream()
                        .map(guess -> CompletableFuture.runAsync(guess::failed))
                        .toArray(CompletableFuture[]::new))
                .join();

        // Eight where the account has four: the fifth to be forgiven makes room for one.
        assertRefused("ada", HERE, 5 * 60);
    }

    @Test
    void keeps_what_was_typed_to_itself() {
        fail("hunter2", HERE, 1);

        assertThat(service.database().query("SELECT MAX(subject) FROM failed_logins"))
                .matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void forgets_what_makes_no_difference() {
        fail("ada", HERE, 1);
        throttle.admit("grace", THERE).succeeded();
        assertThat(throttle.sweep(1000)).isZero();

        pass(61);
        assertThat(throttle.sweep(1000)).isEqualTo(3);

        pass(30 * 24 * 3600);
        assertThat(throttle.sweep(1000)).isEqualTo(1);
    }

    private void fail(String account, String network, int times) {
        for (int i = 0; i < times; i++) {
            throttle.admit(account, network).failed();
        }
    }

    private static void pass(long seconds) {
        service.clock().advance(java.time.Duration.ofSeconds(seconds));
    }

    /** The clock goes on while the test runs, hence a few seconds less. */
    private void assertRefused(String account, String network, long seconds) {
        assertThatThrownBy(() -> throttle.admit(account, network))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.problem().status()).isEqualTo(429);
                    assertThat(refusal.problem().detail()).isEqualTo("Too many logins failed. Wait and try again.");
                    assertThat(Long.parseLong(refusal.headers().getOrDefault("Retry-After", "")))
                            .isBetween(Math.max(1, seconds - 5), seconds + 1);
                });
    }
}

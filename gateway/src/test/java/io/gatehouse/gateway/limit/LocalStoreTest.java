package io.gatehouse.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.route.RateLimit;
import io.gatehouse.gateway.route.RateLimit.By;
import io.gatehouse.servicekit.testing.Effort;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalStoreTest {

    private static final RateLimit LOGIN = new RateLimit("login", By.CLIENT_IP, 10, Duration.ofMinutes(1), 10);

    private final AtomicLong now = new AtomicLong();
    private final LocalStore store = new LocalStore(new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void a_burst_passes_and_the_next_waits_for_a_token() {
        assertThat(allowed(LOGIN, "10.0.0.1", 10)).isEqualTo(10);

        assertThat(count(LOGIN, "10.0.0.1")).isEqualTo(new Verdict.Refused(seconds(6), seconds(60)));
    }

    @Test
    void tokens_come_back_one_by_one() {
        allowed(LOGIN, "10.0.0.1", 10);

        advance(Duration.ofSeconds(18));

        assertThat(allowed(LOGIN, "10.0.0.1", 10)).isEqualTo(3);
    }

    @Test
    void a_burst_may_be_larger_or_smaller_than_the_allowance() {
        var generous = new RateLimit("per-caller", By.CALLER, 100, Duration.ofSeconds(1), 200);
        var strict = new RateLimit("strict", By.CALLER, 60, Duration.ofMinutes(1), 1);

        assertThat(allowed(generous, "7", 300)).isEqualTo(200);
        assertThat(allowed(strict, "7", 10)).isEqualTo(1);
        advance(Duration.ofSeconds(1));
        assertThat(allowed(generous, "7", 300)).isEqualTo(100);
        assertThat(allowed(strict, "7", 10)).isEqualTo(1);
    }

    @Test
    void everyone_has_an_allowance_of_his_own_under_each_limit() {
        var other = new RateLimit("other", By.CLIENT_IP, 10, Duration.ofMinutes(1), 10);
        allowed(LOGIN, "10.0.0.1", 10);

        assertThat(count(LOGIN, "10.0.0.2")).isEqualTo(new Verdict.Allowed(9, seconds(6)));
        assertThat(count(other, "10.0.0.1")).isEqualTo(new Verdict.Allowed(9, seconds(6)));
    }

    @Test
    void a_limit_read_again_keeps_its_counts_and_a_changed_one_counts_anew() {
        allowed(LOGIN, "10.0.0.1", 10);

        var sameAgain = new RateLimit("login", By.CLIENT_IP, 10, Duration.ofMinutes(1), 10);
        var changed = new RateLimit("login", By.CLIENT_IP, 20, Duration.ofMinutes(1), 20);

        assertThat(count(sameAgain, "10.0.0.1")).isInstanceOf(Verdict.Refused.class);
        assertThat(count(changed, "10.0.0.1")).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void a_bucket_is_forgotten_once_it_must_be_full_again() {
        allowed(LOGIN, "10.0.0.1", 10);

        advance(Duration.ofSeconds(59));
        assertThat(store.size()).isEqualTo(1);
        advance(Duration.ofSeconds(2));
        assertThat(store.size()).isZero();
    }

    @Test
    void a_million_addresses_stay_within_the_bound_and_reset_nobody_who_keeps_asking() {
        int addresses = Effort.of(300_000, 1_000_000);
        allowed(LOGIN, "guesser", 10);

        long passed = 0;
        for (int i = 0; i < addresses; i++) {
            count(LOGIN, "address-" + i);
            if (i % 100 == 0 && count(LOGIN, "guesser") instanceof Verdict.Allowed) {
                passed++;
            }
        }

        assertThat(store.size()).isLessThanOrEqualTo(LocalStore.MAX_BUCKETS);
        assertThat(passed).isZero();
    }

    private long allowed(RateLimit limit, String who, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> count(limit, who) instanceof Verdict.Allowed)
                .count();
    }

    private Verdict count(RateLimit limit, String who) {
        return store.count(limit, who).toCompletableFuture().join();
    }

    private void advance(Duration by) {
        now.addAndGet(by.toNanos());
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}

package io.gatehouse.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.route.RateLimit;
import io.gatehouse.gateway.route.RateLimit.By;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitFieldsTest {

    @Test
    void a_limit_without_a_burst_of_its_own_is_told_as_it_is_written() {
        var limit = new RateLimit("per-caller", By.CALLER, 100, Duration.ofSeconds(1), 100);

        assertThat(fields(limit, 99, 10_000_000))
                .containsExactly("\"per-caller\";q=100;w=1", "\"per-caller\";r=99;t=1");
    }

    @Test
    void a_burst_is_told_as_a_larger_quota_over_a_longer_time() {
        var limit = new RateLimit("per-caller", By.CALLER, 100, Duration.ofSeconds(1), 200);

        assertThat(fields(limit, 0, 2_000_000_000))
                .containsExactly("\"per-caller\";q=200;w=2", "\"per-caller\";r=0;t=2");
    }

    @Test
    void seconds_are_rounded_up_and_never_0() {
        assertThat(RateLimitFields.seconds(0)).isEqualTo(1);
        assertThat(RateLimitFields.seconds(1)).isEqualTo(1);
        assertThat(RateLimitFields.seconds(1_000_000_000)).isEqualTo(1);
        assertThat(RateLimitFields.seconds(1_000_000_001)).isEqualTo(2);
    }

    @Test
    void the_largest_limit_a_route_file_takes_can_be_told() {
        var limit = new RateLimit("huge", By.CALLER, 1, Duration.ofDays(366), 999_999_999);

        assertThat(fields(limit, 1, Long.MAX_VALUE))
                .containsExactly("\"huge\";q=999999999;w=9223372037", "\"huge\";r=1;t=9223372037");
    }

    private static String[] fields(RateLimit limit, long remaining, long fullIn) {
        var fields = new RateLimitFields(limit, remaining, fullIn);
        return new String[] {fields.policy(), fields.state()};
    }
}

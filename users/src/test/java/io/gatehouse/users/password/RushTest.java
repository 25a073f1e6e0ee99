package io.gatehouse.users.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RushTest {

    private long now = Long.MAX_VALUE; // the clock may run over
    private boolean isMoreWaiting = true;
    private final Rush rush = new Rush(() -> isMoreWaiting, () -> now);

    private boolean isOnAfter(Duration time) {
        now += time.toNanos();
        return rush.isOn();
    }

    @Test
    void is_none_while_nobody_waits() {
        isMoreWaiting = false;

        assertThat(isOnAfter(Duration.ZERO)).isFalse();
        assertThat(isOnAfter(Duration.ofSeconds(2))).isFalse();
    }

    @Test
    void is_one_when_more_have_waited_for_a_second() {
        assertThat(isOnAfter(Duration.ZERO)).isFalse();
        assertThat(isOnAfter(Duration.ofMillis(999))).isFalse();
        assertThat(isOnAfter(Duration.ofMillis(1))).isTrue();
    }

    @Test
    void is_none_when_somebody_waited_for_a_moment_only() {
        isOnAfter(Duration.ZERO);
        isMoreWaiting = false;

        assertThat(isOnAfter(Duration.ofMillis(40))).isFalse();
        assertThat(isOnAfter(Duration.ofSeconds(2))).isFalse();
    }

    @Test
    void goes_on_for_some_seconds_when_nobody_waits_any_longer() {
        isOnAfter(Duration.ZERO);
        isOnAfter(Duration.ofSeconds(1));
        isMoreWaiting = false;

        assertThat(isOnAfter(Duration.ofMillis(4_999))).isTrue();
        assertThat(isOnAfter(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void begins_anew_after_a_while_without() {
        isOnAfter(Duration.ZERO);
        isOnAfter(Duration.ofSeconds(1));

        assertThat(isOnAfter(Duration.ofSeconds(5))).isFalse();
        assertThat(isOnAfter(Duration.ofSeconds(1))).isTrue();
    }
}

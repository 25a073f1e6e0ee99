package io.gatehouse.users.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RushTest {

    private long now = Long.MAX_VALUE; // the clock may run over
    private boolean isMoreWaiting = true;
    private final Rush rush = new Rush(() -> isMoreWaiting, () -> now);

    private boolean isOnAfter(Duration time) {
        now += time.toNanos();
        return rush.isOn();
    }

    private void begin() {
        rush.turnedAway();
        isOnAfter(Duration.ZERO);
        assertThat(isOnAfter(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void is_one_when_some_were_turned_away_and_others_wait_for_a_second() {
        rush.turnedAway();

        assertThat(isOnAfter(Duration.ZERO)).isFalse();
        assertThat(isOnAfter(Duration.ofMillis(999))).isFalse();
        assertThat(isOnAfter(Duration.ofMillis(1))).isTrue();
    }

    /** Two who come again and again make others wait, and still get in. */
    @Test
    void is_none_while_everybody_gets_in() {
        for (int i = 0; i < 100; i++) {
            assertThat(isOnAfter(Duration.ofMillis(100))).isFalse();
        }
    }

    /** They are many, and in within a moment. */
    @Test
    void is_none_when_others_waited_for_a_moment_only() {
        rush.turnedAway();
        isOnAfter(Duration.ZERO);
        isMoreWaiting = false;
        isOnAfter(Duration.ofMillis(400));

        isMoreWaiting = true;
        assertThat(isOnAfter(Duration.ofMillis(600))).isFalse();
        assertThat(isOnAfter(Duration.ofMillis(999))).isFalse();
        assertThat(isOnAfter(Duration.ofMillis(1))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"14999, true", "15000, false"})
    void is_none_any_more_when_those_who_were_turned_away_are_back(long millis, boolean isOn) {
        rush.turnedAway();
        isMoreWaiting = false;
        isOnAfter(Duration.ZERO);
        isMoreWaiting = true;

        assertThat(isOnAfter(Duration.ofMillis(millis))).isFalse();
        assertThat(isOnAfter(Duration.ofSeconds(1))).isEqualTo(isOn);
    }

    @Test
    void goes_on_for_some_seconds_when_nobody_waits_any_longer() {
        begin();
        isMoreWaiting = false;

        assertThat(isOnAfter(Duration.ofMillis(4_999))).isTrue();
        assertThat(isOnAfter(Duration.ofMillis(1))).isFalse();
    }

    /** Nobody looks while there is no work. */
    @Test
    void is_over_after_a_while_without_work() {
        begin();
        now += Duration.ofSeconds(5).toNanos();

        begin();
    }

    @Test
    void is_over_after_a_minute_when_all_get_in_without_rests() {
        begin();
        goOnForAMinute();

        isOnAfter(Duration.ZERO);
        assertThat(isOnAfter(Duration.ofSeconds(2))).isFalse();
    }

    @Test
    void begins_anew_after_a_minute_when_some_are_turned_away_without_rests_too() {
        begin();
        goOnForAMinute();
        isOnAfter(Duration.ZERO);
        now += Duration.ofSeconds(2).toNanos();

        rush.turnedAway();
        assertThat(isOnAfter(Duration.ZERO)).isTrue();
    }

    /** They have waited for rests, or found the places taken by those who have. */
    @Test
    void does_not_begin_anew_for_those_who_are_turned_away_at_its_end() {
        begin();
        goOnForAMinute();
        isOnAfter(Duration.ZERO);
        now += Duration.ofMillis(1_999).toNanos();

        rush.turnedAway();
        assertThat(isOnAfter(Duration.ofSeconds(1))).isFalse();
    }

    private void goOnForAMinute() {
        for (int second = 1; second < 60; second++) {
            rush.turnedAway();
            assertThat(isOnAfter(Duration.ofSeconds(1))).isTrue();
        }
        assertThat(isOnAfter(Duration.ofSeconds(1))).isFalse();
    }
}

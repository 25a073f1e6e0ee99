package io.gatehouse.loadtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingTest {

    @Test
    void times_have_a_unit() {
        assertThat(Setting.time("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(Setting.time("30s")).isEqualTo(Duration.ofSeconds(30));
        assertThat(Setting.time("10m")).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void what_is_no_time_is_told_with_an_example() {
        assertThatThrownBy(() -> Setting.time("10")).hasMessage("'10' is no time as in 500ms, 30s or 10m");
    }
}

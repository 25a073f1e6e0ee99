package io.gatehouse.users.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestingExecutorTest {

    private final List<Duration> rests = new ArrayList<>();
    private long now = Long.MAX_VALUE; // the clock may run over
    private boolean isRush = true;

    private RestingExecutor sharing(double share) {
        return new RestingExecutor(
                Runnable::run, () -> isRush, share, () -> now, nanos -> rests.add(Duration.ofNanos(nanos)));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void rests_for_the_rest_of_the_time_in_a_rush() {
        sharing(0.25).execute(() -> pass(Duration.ofMillis(40)));

        assertThat(rests).containsExactly(Duration.ofMillis(120));
    }

    @Test
    void does_not_rest_without_a_rush() {
        isRush = false;

        sharing(0.25).execute(() -> pass(Duration.ofMillis(40)));

        assertThat(rests).isEmpty();
    }

    @Test
    void never_rests_with_a_processor_to_itself() {
        sharing(1).execute(() -> pass(Duration.ofMillis(40)));

        assertThat(rests).containsExactly(Duration.ZERO);
    }

    @Test
    void rests_no_longer_than_a_second_after_a_stall() {
        sharing(0.25).execute(() -> pass(Duration.ofSeconds(5)));

        assertThat(rests).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void rests_after_work_that_failed() {
        assertThatThrownBy(() -> sharing(0.25).execute(() -> {
                    pass(Duration.ofMillis(40));
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(rests).containsExactly(Duration.ofMillis(120));
    }

    @Test
    void does_not_rest_after_what_took_no_time() {
        sharing(0.25).execute(() -> {});

        assertThat(rests).containsExactly(Duration.ZERO);
    }
}

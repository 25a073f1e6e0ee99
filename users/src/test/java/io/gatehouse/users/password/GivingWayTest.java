package io.gatehouse.users.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GivingWayTest {

    private final List<String> where = new ArrayList<>();
    private long now = Long.MAX_VALUE; // the clock may run over
    private boolean isRush = true;
    private boolean isIdleThread;
    private final GivingWay givingWay = new GivingWay(
            () -> isRush,
            work -> {
                isIdleThread = true;
                work.run();
                isIdleThread = false;
            },
            () -> now);

    private void compute(Duration time) {
        givingWay.execute(() -> {
            where.add(isIdleThread ? "idle" : "here");
            now += time.toNanos();
        });
    }

    @Test
    void gives_way_in_a_rush_only() {
        compute(Duration.ofMillis(40));
        isRush = false;
        compute(Duration.ofMillis(40));

        assertThat(where).containsExactly("idle", "here");
    }

    @Test
    void does_not_give_way_for_a_while_after_a_standstill() {
        compute(Duration.ofSeconds(1));
        compute(Duration.ofMillis(1_001));
        compute(Duration.ofMillis(29_999));
        compute(Duration.ofMillis(1));
        compute(Duration.ofMillis(40));

        assertThat(where).containsExactly("idle", "idle", "here", "here", "idle");
    }
}

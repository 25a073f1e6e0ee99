package io.gatehouse.loadtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessFiguresTest {

    private final ProcessFigures own =
            new ProcessFigures(ProcessHandle.current().pid());

    @Test
    void tells_memory_and_cpu_time_of_a_process() {
        assertThat(own.resident()).isBetween(10L << 20, 8L << 30);
        assertThat(own.cpu()).isGreaterThan(Duration.ZERO);
    }

    @Test
    void adds_up_its_live_objects() {
        String histogram = own.histogram();

        assertThat(ProcessFigures.total(histogram)).isGreaterThan(1L << 20);
        assertThat(histogram).contains("java.lang.String");
    }
}

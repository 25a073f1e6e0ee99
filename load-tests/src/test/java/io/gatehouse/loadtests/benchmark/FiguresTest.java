package io.gatehouse.loadtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void one_bad_round_moves_no_median_and_hides_no_failure() {
        var figures = new Figures();
        figures.add(new Figures.Round(4000, 2, 9, 100, 0));
        figures.add(new Figures.Round(100, 90, 900, 5000, 3));
        figures.add(new Figures.Round(4200, 1, 8, 90, 0));

        assertThat(figures.median(Figures.Round::throughput)).isEqualTo(4000);
        assertThat(figures.median(Figures.Round::cpuMicros)).isEqualTo(100);
        assertThat(figures.failures()).isEqualTo(3);
    }
}

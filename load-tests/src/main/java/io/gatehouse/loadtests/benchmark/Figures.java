package io.gatehouse.loadtests.benchmark;

import io.gatehouse.loadtests.generator.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Several rounds of one thing measured, of which medians are told. */
final class Figures {

    /**
     * One round.
     *
     * @param cpuMicros CPU time of the process under test a request, NaN where none is looked at
     */
    record Round(double throughput, double p50, double p99, double cpuMicros, int failures) {

        static Round of(Sample sample, double cpuNanos) {
            return new Round(
                    sample.throughput(),
                    sample.percentile(50),
                    sample.percentile(99),
                    cpuNanos / 1e3 / sample.requests(),
                    sample.failures());
        }
    }

    private final List<Round> rounds = new ArrayList<>();

    void add(Round round) {
        rounds.add(round);
    }

    List<Round> rounds() {
        return rounds;
    }

    double median(ToDoubleFunction<Round> figure) {
        return median(rounds.stream().mapToDouble(figure).toArray());
    }

    /** The one in the middle; of an even number, the upper. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    int failures() {
        return rounds.stream().mapToInt(Round::failures).sum();
    }
}

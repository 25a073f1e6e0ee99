package io.gatehouse.loadtests.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.loadtests.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@link ProxyPart} as often as {@link Setting#RUNS} says, each with a gateway of its own: a machine has better and worse
 * minutes, and so have compilers. What is there is kept after each run.
 */
final class ProxyRuns {

    private final List<JsonNode> runs = new ArrayList<>();

    void run() {
        int wanted = Setting.RUNS.number();
        if (wanted < 1) {
            throw new IllegalArgumentException("-Druns=" + wanted + ": one run at least is wanted");
        }
        for (int run = 1; run <= wanted; run++) {
            System.out.println("Run " + run + " of " + wanted);
            add(new ProxyPart().measure());
            Results.write("proxy", middle());
            if (wanted > 1) {
                Results.write("proxy-runs", told(Results.begin()));
            }
        }
    }

    void add(JsonNode run) {
        runs.add(run);
    }

    /** The run whose ratio of costs is the median; without nginx, the one whose cost is. */
    JsonNode middle() {
        return runs.stream()
                .sorted(Comparator.comparingDouble(RunFigure.RATIO::of).thenComparingDouble(RunFigure.GATEWAY_CPU::of))
                .toList()
                .get(runs.size() / 2);
    }

    /** Adds each figure of all runs to a result, in the order in which they were measured. */
    ObjectNode told(ObjectNode result) {
        for (RunFigure figure : RunFigure.values()) {
            double[] values = runs.stream().mapToDouble(figure::of).toArray();
            if (!Double.isNaN(Figures.median(values))) {
                ArrayNode node = result.putArray(figure.key());
                for (double value : values) {
                    node.add(Results.rounded(value));
                }
            }
        }
        return result;
    }
}

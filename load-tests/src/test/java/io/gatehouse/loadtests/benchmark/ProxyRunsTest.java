package io.gatehouse.loadtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ProxyRunsTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ProxyRuns runs = new ProxyRuns();

    @Test
    void the_run_in_the_middle_is_the_one_with_the_median_of_ratios_not_of_costs() {
        runs.add(run(100, 20.0));
        runs.add(run(60, 10.0));
        runs.add(run(110, 20.0));

        assertThat(runs.middle()).isEqualTo(run(110, 20.0));
    }

    @Test
    void without_nginx_costs_tell_the_run_in_the_middle() {
        runs.add(run(60, null));
        runs.add(run(110, null));
        runs.add(run(100, null));

        assertThat(runs.middle()).isEqualTo(run(100, null));
    }

    @Test
    void tells_each_run_and_the_median() {
        runs.add(run(100, 20.0));
        runs.add(run(60, 10.0));
        runs.add(run(70, 12.5));

        assertThat(table().lines())
                .contains(
                        "| CPU a request, times that of nginx | 5.6 | 5, 6, 5.6 |",
                        "| gateway | 70 | 100, 60, 70 |",
                        "| failed requests, of all kinds | 0 | 0, 0, 0 |",
                        "| p50 at 500/s above that of the direct call, ms | 0.25 | 0.25, 0.25, 0.25 |",
                        "| at 80 % of its peak throughput after s | 20.5 | 20.5, 20.5, 20.5 |");
    }

    @Test
    void has_no_row_for_what_was_not_measured() {
        runs.add(run(100, null));

        assertThat(table().lines()).noneMatch(line -> line.contains("nginx |")).anyMatch(line -> line.contains("peak"));
    }

    private String table() {
        ObjectNode result = JSON.objectNode().put("measured", "2026-01-01T00:00:00Z");
        return Report.proxyRuns(runs.told(result));
    }

    private static JsonNode run(double gateway, Double nginx) {
        ObjectNode run = JSON.objectNode().put("nearPeakSeconds", 20.5);
        ObjectNode closed = run.putObject("closed");
        closed.putObject("gateway").put("cpuMicros", gateway).put("failures", 0);
        if (nginx != null) {
            closed.putObject("nginx").put("cpuMicros", nginx);
        }
        ObjectNode open = run.putObject("open");
        open.putObject("direct").put("p50Millis", 0.5);
        open.putObject("gateway").put("p50Millis", 0.75);
        return run;
    }
}

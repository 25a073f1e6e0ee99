package io.gatehouse.loadtests.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.ToDoubleFunction;

/** What is compared between runs of {@link ProxyPart}. */
enum RunFigure {
    RATIO("cpuRatio", "CPU a request, times that of nginx", run -> cost(run, "gateway") / cost(run, "nginx")),
    FIELDS_RATIO("fieldsCpuRatio", "the same with `response-fields`", run -> cost(run, "fields") / cost(run, "nginx")),
    NGINX_CPU("nginxCpuMicros", "CPU µs a request: nginx", run -> cost(run, "nginx")),
    GATEWAY_CPU("gatewayCpuMicros", "gateway", run -> cost(run, "gateway")),
    FIELDS_CPU("fieldsCpuMicros", "gateway, `response-fields`", run -> cost(run, "fields")),
    P50("addedP50Millis", "p50 at 500/s above that of the direct call, ms", run -> added(run, "gateway", "p50Millis")),
    FIELDS_P50("fieldsAddedP50Millis", "the same with `response-fields`", run -> added(run, "fields", "p50Millis")),
    P99("addedP99Millis", "p99 at 500/s above that of the direct call, ms", run -> added(run, "gateway", "p99Millis")),
    FIELDS_P99("fieldsAddedP99Millis", "the same with `response-fields`", run -> added(run, "fields", "p99Millis")),
    LIVE("liveSeconds", "live after s", run -> number(run.path("liveSeconds"))),
    READY("readySeconds", "ready after s", run -> number(run.path("readySeconds"))),
    FAILURES("failures", "failed requests, of all kinds", RunFigure::failures),
    NEAR_PEAK("nearPeakSeconds", "at 80 % of its peak throughput after s", run -> number(run.path("nearPeakSeconds")));

    private final String key;
    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final ToDoubleFunction<JsonNode> figure;

    RunFigure(String key, String label, ToDoubleFunction<JsonNode> figure) {
        this.key = key;
        this.label = label;
        this.figure = figure;
    }

    /** Its name in JSON. */
    String key() {
        return key;
    }

    /** What a table calls it. */
    String label() {
        return label;
    }

    /** That of a run; NaN when it was not measured, as there was no nginx. */
    double of(JsonNode run) {
        return figure.applyAsDouble(run);
    }

    private static double cost(JsonNode run, String contender) {
        return number(run.path("closed").path(contender).path("cpuMicros"));
    }

    private static double added(JsonNode run, String contender, String percentile) {
        JsonNode open = run.path("open");
        return number(open.path(contender).path(percentile))
                - number(open.path("direct").path(percentile));
    }

    private static double failures(JsonNode run) {
        return run.findValuesAsText("failures").stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private static double number(JsonNode node) {
        return node.asDouble(Double.NaN);
    }
}

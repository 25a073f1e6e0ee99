package io.gatehouse.loadtests.simulation;

import static io.gatling.javaapi.core.CoreDsl.regex;

import io.gatling.javaapi.core.CheckBuilder;

/** Reads a scrape of the gateway's metrics. */
final class Figures {

    private Figures() {}

    /** The value of a metric without labels, or with these: {@code jvm_memory_used_bytes{area="heap"}}. */
    static CheckBuilder.Validate<Double> of(String metric) {
        String name = metric.replace("{", "\\{").replace("}", "\\}");
        return regex("(?m)^" + name + " (\\S+)$").transform(text -> text == null ? null : Double.valueOf(text));
    }
}

package io.gatehouse.loadtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportTest {

    private static final String MEASURED = """
        {"measured": "2026-01-01T00:00:00Z", "java": 17, "vm": "17.0.15", "system": "Linux amd64", "processors": 2,
         "liveSeconds": 2.5, "readySeconds": 3.75, "nearPeakSeconds": 21.0,
         "warmUpAge": [5, 10, 20], "warmUpThroughput": [500, 2000, 4000],
         "closed": {
           "direct": {"throughput": 12345.0, "p50Millis": 4.2, "p99Millis": 9.0},
           "nginx": {"throughput": 9000.0, "p50Millis": 5.5, "p99Millis": 11.0, "cpuMicros": 20.0},
           "gateway": {"throughput": 5000.0, "p50Millis": 8.5, "p99Millis": 31.0, "cpuMicros": 80.0}},
         "open": {"gateway": {"p50Millis": 0.9, "p99Millis": 3.1}}}
        """;

    private final JsonNode result = read(MEASURED);

    @Test
    void has_a_row_for_each_who_was_measured() {
        assertThat(Report.proxy(result).lines())
                .contains(
                        "Measured 2026-01-01 on 2 processors, Java 17.0.15, Linux amd64.",
                        "| direct | 12,345 | 4.2 | 9 | – | – | – |",
                        "| gateway | 5,000 | 8.5 | 31 | 80 | 0.9 | 3.1 |",
                        "| ready after | 3.75 s |")
                .noneMatch(line -> line.contains("response-fields"));
    }

    @Test
    void bars_are_as_high_as_their_figures() throws Exception {
        NodeList bars = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Plot.svg(result).getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("rect");
        double nginx = height(bars.item(1)); // behind the background
        double gateway = height(bars.item(2));

        assertThat(gateway / nginx).isBetween(3.9, 4.1);
    }

    @Test
    void is_of_one_version_of_java() {
        assertThat(Plot.file(result)).isEqualTo("proxy-java17.svg");
    }

    private static double height(org.w3c.dom.Node bar) {
        return Double.parseDouble(((Element) bar).getAttribute("height"));
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}

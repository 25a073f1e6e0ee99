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
    void tells_of_logins_with_and_without_a_processor_of_their_own() {
        JsonNode logins = read("""
                {"measured": "2026-01-01T00:00:00Z", "vm": "17.0.15", "system": "Linux amd64", "processors": 2,
                 "shared": {"alone": {"p50Millis": 1.4, "p99Millis": 3.5}, "underLogins": {"p50Millis": 1.8, "p99Millis": 7.0},
                   "p99Ratio": 2.0, "usersProcessors": 0.9, "bareHashing": {"p99Millis": 4.5}, "loginsPerSecond": {"200": 8.5, "401": 7.5, "503": 21.0}},
                 "refusals": {"tries": 1000, "wrongPasswordMillis": 80.5, "unknownUserMillis": 80.1, "differencePercent": -0.5}}
                """);

        assertThat(Report.logins(logins).lines())
                .contains(
                        "| all processes share the processors | 1.4 | 1.8 | 3.5 | 7 | 2 | 8.5 | 7.5 | 21 | 0.9 | 4.5 |")
                .contains("| unknown user | 80.1 ms |", "| difference | -0.5 % |")
                .noneMatch(line -> line.contains("one of its own"));
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

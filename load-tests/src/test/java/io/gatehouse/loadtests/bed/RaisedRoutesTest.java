package io.gatehouse.loadtests.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class RaisedRoutesTest {

    private final Map<String, Object> shipped = read();

    @Test
    void limits_alone_differ_from_the_shipped_file() {
        Map<String, Object> raised = new Yaml().load(RaisedRoutes.shipped().text());

        assertThat(raised.keySet()).isEqualTo(shipped.keySet());
        assertThat(raised.get("routes")).isEqualTo(shipped.get("routes"));
        assertThat(raised.get("policies")).isEqualTo(shipped.get("policies"));
        assertThat(raised.get("defaults")).isEqualTo(shipped.get("defaults"));
        assertThat(raised.get("services").toString()).contains("max-in-flight=20000");
    }

    @Test
    void a_patient_file_waits_as_long_as_it_is_told() {
        Map<String, Object> patient = new Yaml()
                .load(RaisedRoutes.shipped().patient(Duration.ofSeconds(10)).text());

        assertThat(patient.get("defaults").toString())
                .contains("timeouts={connect=10000ms, response=10000ms, total=20000ms}");
    }

    private static Map<String, Object> read() {
        try {
            return new Yaml().load(Files.readString(Installation.ROOT.resolve("gateway/routes.yml")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

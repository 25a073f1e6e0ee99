package io.gatehouse.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The build refuses what it claims to refuse: {@code contracts/plant-faults} plants each fault in a copy. */
@Tag("thorough")
class PlantedFaultsTest {

    @Test
    void every_planted_fault_is_caught_and_named() throws Exception {
        var script = new ProcessBuilder("contracts/plant-faults")
                .directory(Path.of(System.getProperty("gatehouse.root")).toFile())
                .redirectErrorStream(true);
        script.environment().put("MAVEN_ARGS", "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
        Process planting = script.start();

        String report = new String(planting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(planting.waitFor()).as(report).isZero();
        assertThat(report).contains("caught").doesNotContain("NOT ");
    }
}

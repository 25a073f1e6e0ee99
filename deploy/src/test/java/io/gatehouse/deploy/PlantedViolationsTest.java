package io.gatehouse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tests of this module refuse what they claim to: {@code deploy/plant-violations} plants each in a copy. */
@Tag("thorough")
class PlantedViolationsTest {

    @Test
    void every_planted_violation_is_caught_and_named() throws Exception {
        var script = new ProcessBuilder("deploy/plant-violations")
                .directory(Repository.ROOT.toFile())
                .redirectErrorStream(true);
        script.environment().put("MAVEN_ARGS", "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
        Process planting = script.start();

        String report = new String(planting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(planting.waitFor()).as(report).isZero();
        assertThat(report).contains("caught").doesNotContain("NOT ");
    }
}

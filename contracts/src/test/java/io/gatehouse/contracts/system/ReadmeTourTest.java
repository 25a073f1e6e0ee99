package io.gatehouse.contracts.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.servicekit.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's tour, played as it is pasted, gives what the README prints; {@code …} stands for what varies. */
class ReadmeTourTest {

    @Test
    void the_tour_gives_what_the_readme_prints() throws Exception {
        assumeTrue(hasCurl(), "skipped: the tour needs curl, which is not installed");
        try (var system = new GatehouseSystem(TestDatabase.H2)) {
            // Twice: who plays it again must not meet what the first time left behind.
            for (int time = 1; time <= 2; time++) {
                assertThat(answers(play(system)))
                        .as("time " + time)
                        .zipSatisfy(printedAnswers(), (answer, printed) -> assertThat(answer)
                                .matches(pattern(printed)));
            }
        }
    }

    private static List<String> play(GatehouseSystem system) throws Exception {
        var process = new ProcessBuilder("docs/play-tour")
                .directory(GatehouseSystem.ROOT.toFile())
                .redirectErrorStream(true);
        process.environment().put("GATEHOUSE_URL", system.gatewayUrl().toString());
        Process tour = process.start();
        List<String> output = new String(tour.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(tour.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(tour.exitValue()).as(String.join("\n", output)).isZero();
        return output;
    }

    /** What is printed below a command, without the commands. */
    private static List<String> answers(List<String> output) {
        return output.stream().filter(line -> !line.startsWith("$ ")).toList();
    }

    private static List<String> printedAnswers() throws IOException {
        List<String> answers = new ArrayList<>();
        boolean tour = false;
        boolean answer = false;
        for (String line : Files.readAllLines(GatehouseSystem.ROOT.resolve("README.md"))) {
            if (line.contains("tour -->")) {
                tour = !tour;
            } else if (line.startsWith("```")) {
                answer = tour && line.equals("```json");
            } else if (answer) {
                answers.add(line);
            }
        }
        return answers;
    }

    private static Pattern pattern(String printed) {
        StringBuilder regex = new StringBuilder();
        for (String part : printed.split("…", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(regex.toString());
    }

    private static boolean hasCurl() throws InterruptedException {
        try {
            return new ProcessBuilder("curl", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

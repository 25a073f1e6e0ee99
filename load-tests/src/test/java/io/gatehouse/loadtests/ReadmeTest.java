package io.gatehouse.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.loadtests.simulation.Smoke;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private final String readme = read(Path.of("README.md"));

    @Test
    void lists_every_setting_with_its_default_and_no_other() {
        assertThat(rows("settings"))
                .containsExactlyElementsOf(Stream.of(Setting.values())
                        .map(setting -> "| `" + setting.property() + "` | "
                                + (setting.preset().isEmpty() ? "" : "`" + setting.preset() + "`") + " | "
                                + setting.meaning() + " |")
                        .toList());
    }

    @Test
    void lists_every_simulation_and_no_other() throws Exception {
        assertThat(rows("simulations"))
                .extracting(row -> row.replaceFirst("\\| `(\\w+)`.*", "$1"))
                .containsExactlyInAnyOrderElementsOf(simulations());
    }

    private static List<String> simulations() throws Exception {
        URL folder = Smoke.class.getResource("Smoke.class");
        try (Stream<Path> classes = Files.list(Path.of(folder.toURI()).getParent())) {
            return classes.map(path -> path.getFileName().toString().replace(".class", ""))
                    .filter(name -> !name.contains("$") && !name.equals("package-info") && isSimulation(name))
                    .toList();
        }
    }

    private static boolean isSimulation(String name) {
        try {
            var type = Class.forName(Smoke.class.getPackageName() + "." + name, false, Smoke.class.getClassLoader());
            return Simulation.class.isAssignableFrom(type);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** The body of the table behind a marker. */
    private List<String> rows(String marker) {
        return readme.substring(readme.indexOf("<!-- " + marker + " -->"))
                .lines()
                .skip(3)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

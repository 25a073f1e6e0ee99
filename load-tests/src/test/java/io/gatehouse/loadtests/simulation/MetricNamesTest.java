package io.gatehouse.loadtests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A soak asks for metrics only after ten minutes, which is late to learn that they have other names by now. */
class MetricNamesTest {

    private static final Pattern NAME = Pattern.compile("\"((?:gatehouse|jvm|upstream)_[a-z_]+)");

    private final Path root = Path.of(System.getProperty("gatehouse.root"));

    @Test
    void those_that_soak_asks_for_are_documented() throws Exception {
        List<String> asked = NAME.matcher(text("load-tests/src/main/java/io/gatehouse/loadtests/simulation/Soak.java"))
                .results()
                .map((MatchResult name) -> name.group(1))
                .toList();

        assertThat(asked).hasSize(3);
        assertThat(asked)
                .filteredOn(name -> !name.startsWith("jvm_"))
                .allSatisfy(name -> assertThat(text("docs/observability.md")).contains("`" + name + "`"));
    }

    private String text(String file) throws Exception {
        return Files.readString(root.resolve(file));
    }
}

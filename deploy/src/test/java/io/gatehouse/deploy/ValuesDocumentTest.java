package io.gatehouse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of values in the charts' README, which are made of the values files: {@code -Ddeploy.update} writes them. */
class ValuesDocumentTest {

    private static final String README = "deploy/helm/README.md";
    private static final Pattern LINE = Pattern.compile("( *)([\\w]+):(?: +([^#]*?))?(?: +# (.*))?");

    @Test
    void tables_are_those_of_the_values_files() throws IOException {
        String written = Repository.text(README);
        String made = written.substring(0, written.indexOf("## Values"))
                + "## Values\n\nUnder the umbrella chart, those of `gateway`, `users` and `orders` stand below that name.\n";
        for (String chart : Charts.ALL) {
            made += "\n### " + chart + "\n\n| value | default | |\n|---|---|---|\n"
                    + String.join("\n", rows("deploy/helm/" + chart + "/values.yaml")) + "\n";
        }
        if (System.getProperty("deploy.update") != null) {
            Files.writeString(Repository.path(README), made);
        }

        assertThat(Repository.text(README))
                .as("write it anew with -Ddeploy.update")
                .isEqualTo(made);
    }

    /** One row for each documented value. A value without a word on it is an error. */
    private static List<String> rows(String file) {
        List<String> rows = new ArrayList<>();
        List<String> path = new ArrayList<>();
        String documentedAbove = null;
        for (String line : Repository.text(file).lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (line.isBlank() || line.startsWith("#") || line.strip().startsWith("- ") || !matcher.matches()) {
                continue;
            }
            int depth = matcher.group(1).length() / 2;
            path = new ArrayList<>(path.subList(0, depth));
            path.add(matcher.group(2));
            String name = String.join(".", path);
            String value = matcher.group(3) == null ? "" : matcher.group(3);
            String words = matcher.group(4);
            if (words == null && value.isEmpty() && !line.contains("{")) {
                continue; // a heading of others
            }
            if (words != null && value.isEmpty() && name.endsWith("resources")) {
                documentedAbove = words;
                continue;
            }
            if (words == null && path.contains("resources")) {
                words = documentedAbove == null ? "of its container" : documentedAbove;
            }
            if (words == null && name.equals("image.pullPolicy")) {
                words = "`Always`, `IfNotPresent` or `Never`";
            }
            assertThat(words).as(file + " has no word on " + name).isNotNull();
            rows.add("| `" + name + "` | " + (value.isEmpty() ? "" : "`" + value + "`") + " | " + words + " |");
        }
        return rows;
    }
}

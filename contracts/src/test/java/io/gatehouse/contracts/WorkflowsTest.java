package io.gatehouse.contracts;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The workflows trust nobody more than they must and run what people run. */
@ParameterizedClass
@MethodSource("workflows")
class WorkflowsTest {

    private static final Path ROOT = Path.of(System.getProperty("gatehouse.root"));

    /** Anyone can move a tag; a commit stays. Which version it is stands behind it. */
    private static final Pattern PINNED = Pattern.compile("[\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");

    /** What a workflow may write besides, by its name. */
    private static final Map<String, Set<String>> MAY_WRITE = Map.of(
            "images", Set.of("attestations", "id-token", "packages"),
            "codeql", Set.of("security-events"));

    private static final Pattern USES = Pattern.compile("(?m)^[ -]*uses: *(.*)$");

    private final String text;
    private final Map<String, Object> workflow;

    WorkflowsTest(Path file) throws IOException {
        text = Files.readString(ROOT.resolve(file));
        workflow = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
            return files.map(ROOT::relativize).sorted().toList();
        }
    }

    @Test
    void actions_are_pinned_by_commit() {
        assertThat(USES.matcher(text).results().map(uses -> uses.group(1)))
                .isNotEmpty()
                .allMatch(uses -> isOurs(uses) || PINNED.matcher(uses).matches());
    }

    @Test
    void nothing_but_the_sources_may_be_read_and_what_is_written_is_known() {
        assertThat(workflow).containsEntry("permissions", Map.of("contents", "read"));
        assertThat(jobs()).allSatisfy(job -> {
            Map<String, Object> beyond =
                    new TreeMap<>(job.containsKey("permissions") ? map(job.get("permissions")) : Map.of());
            beyond.remove("contents", "read");
            assertThat(MAY_WRITE.getOrDefault(String.valueOf(workflow.get("name")), Set.of()))
                    .as("permissions beyond reading the sources")
                    .isEqualTo(beyond.keySet());
        });
        assertThat(text).doesNotContain("pull_request_target");
        assertThat(steps().filter(step -> String.valueOf(step.get("uses")).startsWith("actions/checkout@")))
                .allSatisfy(step -> assertThat(map(step.get("with"))).containsEntry("persist-credentials", false));
    }

    /** What somebody else can name, such as a branch, reaches a script through its environment alone. */
    @Test
    void scripts_are_not_put_together_from_expressions() {
        assertThat(scripts()).noneMatch(script -> script.contains("${{"));
    }

    @Test
    void no_run_is_endless_or_doubled() {
        assertThat(workflow).containsKey("concurrency");
        assertThat(jobs()).allSatisfy(job -> assertThat(job).containsKey("timeout-minutes"));
    }

    @Test
    void commands_are_those_that_people_are_told() {
        String told = Stream.of("README.md", "CONTRIBUTING.md", "contracts/README.md")
                .map(ROOT::resolve)
                .map(WorkflowsTest::read)
                .collect(joining());
        assertThat(commands()).allSatisfy(command -> assertThat(told).contains(command));
        assertThat(commands().findAny().isPresent())
                .as("what only actions of others do is named here")
                .isEqualTo(!MAY_WRITE.containsKey(String.valueOf(workflow.get("name"))));
    }

    /** Maven is content with a pattern that matches nothing, because most modules have nothing to match. */
    @Test
    void tests_that_are_picked_exist() {
        commands().filter(command -> command.contains("-Dtest=")).forEach(command -> {
            Matcher picked = Pattern.compile("-pl (\\w+) .*-Dtest='([^']*)'").matcher(command);
            assertThat(picked.find()).as(command).isTrue();
            String glob = picked.group(2).replace('.', '/');
            var matcher = FileSystems.getDefault().getPathMatcher("glob:**/" + glob + ".java");
            try (Stream<Path> tests = Files.walk(ROOT.resolve(picked.group(1) + "/src/test/java"))) {
                assertThat(tests).as(command).anyMatch(matcher::matches);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Without the options that only spare a log. */
    private Stream<String> commands() {
        return scripts()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> line.matches("(mvn|contracts/|\\./|\\.ci/).*"))
                .map(line -> line.replace("mvn -B -ntp ", "mvn "));
    }

    private Stream<String> scripts() {
        return steps().filter(step -> step.containsKey("run")).map(step -> (String) step.get("run"));
    }

    private Stream<Map<String, Object>> steps() {
        return jobs().stream()
                .flatMap(job -> ((List<?>) job.get("steps")).stream())
                .map(WorkflowsTest::map);
    }

    /** But for those that are another workflow of ours, which is held to all this itself. */
    private List<Map<String, Object>> jobs() {
        return map(workflow.get("jobs")).values().stream()
                .map(WorkflowsTest::map)
                .filter(job -> !isOurs(String.valueOf(job.get("uses"))))
                .toList();
    }

    private static boolean isOurs(String uses) {
        return uses.startsWith("./.github/workflows/") && Files.exists(ROOT.resolve(uses));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

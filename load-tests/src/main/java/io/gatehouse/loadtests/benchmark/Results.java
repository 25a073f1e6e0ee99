package io.gatehouse.loadtests.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.loadtests.Setting;
import io.gatehouse.loadtests.bed.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JSON files of what was measured last of each part on each Java, {@code load-tests/results/<part>-java<version>.json}; of a run
 * in a hurry, a folder that nobody publishes.
 */
final class Results {

    private static final Path FOLDER = Installation.ROOT
            .resolve("load-tests")
            .resolve(Setting.HURRY.number() > 1 ? "target/hurried-results" : "results");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Results() {}

    static Path folder() {
        return FOLDER;
    }

    /** A new result, which knows when and on what it was measured. */
    static ObjectNode begin() {
        var result = JSON.createObjectNode();
        result.put("measured", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        result.put("java", Runtime.version().feature());
        result.put("vm", System.getProperty("java.vm.version"));
        result.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        result.put("processors", Runtime.getRuntime().availableProcessors());
        Processors.kind().ifPresent(kind -> result.put("processor", kind));
        return result;
    }

    /** To a tenth, a hundredth or as many digits as a figure deserves. */
    static double rounded(double value) {
        double scale = Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 10 ? 10 : 100;
        return Double.isNaN(value) ? value : Math.round(value * scale) / scale;
    }

    static void write(String part, JsonNode result) {
        write(part + "-java" + Runtime.version().feature() + ".json", result.toPrettyString() + "\n");
    }

    static void write(String file, String text) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last result of a part on each Java that it was run on, oldest Java first. */
    static List<JsonNode> read(String part) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<JsonNode> results = new ArrayList<>();
            for (Path file : files.filter(each -> isOf(part, each)).sorted().toList()) {
                results.add(JSON.readTree(file.toFile()));
            }
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOf(String part, Path file) {
        return file.getFileName().toString().matches(Pattern.quote(part) + "-java\\d+\\.json");
    }
}

package io.gatehouse.loadtests.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.loadtests.bed.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The JSON files of the last run of each part, {@code load-tests/results/<part>.json}. */
final class Results {

    private static final Path FOLDER = Installation.ROOT.resolve("load-tests").resolve("results");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Results() {}

    static Path folder() {
        return FOLDER;
    }

    /** A new result, which knows when and on what it was measured. */
    static ObjectNode begin() {
        var result = JSON.createObjectNode();
        result.put("measured", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        result.put("java", System.getProperty("java.vm.version"));
        result.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        result.put("processors", Runtime.getRuntime().availableProcessors());
        return result;
    }

    /** To a tenth, a hundredth or as many digits as a figure deserves. */
    static double rounded(double value) {
        double scale = Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 10 ? 10 : 100;
        return Double.isNaN(value) ? value : Math.round(value * scale) / scale;
    }

    static void write(String part, JsonNode result) {
        write(part + ".json", result.toPrettyString() + "\n");
    }

    static void write(String file, String text) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last result of a part, a missing node if it was never run. */
    static JsonNode read(String part) {
        Path file = FOLDER.resolve(part + ".json");
        try {
            return Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

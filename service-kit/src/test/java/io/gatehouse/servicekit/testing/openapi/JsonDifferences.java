package io.gatehouse.servicekit.testing.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Where two JSON documents differ, a line for each place, for a person. */
final class JsonDifferences {

    private final StringJoiner lines = new StringJoiner("\n");

    private JsonDifferences() {}

    static String between(Path committed, JsonNode now) throws IOException {
        if (!Files.exists(committed)) {
            return "  " + committed + " does not exist";
        }
        var differences = new JsonDifferences();
        differences.compare("", new ObjectMapper().readTree(committed.toFile()), now);
        return differences.lines.toString();
    }

    private void compare(String at, JsonNode before, JsonNode now) {
        if (before.isObject() && now.isObject()) {
            var names = new TreeSet<String>();
            before.fieldNames().forEachRemaining(names::add);
            now.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(at + "/" + name, before.path(name), now.path(name)));
        } else if (!before.equals(now)) {
            lines.add("  " + at + ": committed " + text(before) + ", code " + text(now));
        }
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.toString();
    }
}

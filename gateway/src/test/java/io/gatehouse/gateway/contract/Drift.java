package io.gatehouse.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;

/** How the committed pact differs from the one that the gateway's tests have just written. */
public final class Drift {

    private Drift() {}

    /** For a person: a line for each interaction or field that differs; empty when both files say the same. */
    public static String between(PactFile committed, PactFile fresh) {
        var lines = new StringJoiner(
                "\n  ",
                committed.path().getFileName() + " does not say what the gateway's tests say:\n  ",
                "\nIf the change is meant: mvn -pl gateway -am verify -Dpacts.update (see contracts/README.md)");
        lines.setEmptyValue("");
        each(parts(committed), parts(fresh), (part, old, now) -> {
            if (old == null) {
                lines.add(part + " is missing in the committed file");
            } else if (now == null) {
                lines.add(part + " stands in the committed file, but no test has it");
            } else {
                each(fields(old), fields(now), (field, before, after) -> {
                    if (before == null || !before.equals(after)) {
                        lines.add(part + ", " + field + ": committed " + value(before) + ", tests " + value(after));
                    }
                });
            }
        });
        return lines.toString();
    }

    private static Map<String, JsonNode> parts(PactFile file) {
        Map<String, JsonNode> parts = new LinkedHashMap<>();
        for (PactFile.Entry interaction : file.interactions()) {
            String name = "'" + interaction.description() + "'";
            parts.put(parts.containsKey(name) ? name + " a second time" : name, interaction.json());
        }
        ObjectNode rest = file.content();
        rest.remove("interactions");
        parts.put("The file", rest);
        return parts;
    }

    /** Every leaf by its path, such as {@code response.body.content[0].id}. */
    private static Map<String, JsonNode> fields(JsonNode json) {
        Map<String, JsonNode> leaves = new LinkedHashMap<>();
        collect("", json, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode json, Map<String, JsonNode> leaves) {
        if (json.isEmpty()) {
            leaves.put(path, json);
        } else if (json.isArray()) {
            for (int i = 0; i < json.size(); i++) {
                collect(path + "[" + i + "]", json.get(i), leaves);
            }
        } else {
            json.properties().forEach(field -> {
                String step = field.getKey().contains(".") ? "['" + field.getKey() + "']" : "." + field.getKey();
                collect(path.isEmpty() ? field.getKey() : path + step, field.getValue(), leaves);
            });
        }
    }

    private static String value(JsonNode json) {
        return json == null ? "nothing" : json.toString();
    }

    private static void each(Map<String, JsonNode> committed, Map<String, JsonNode> fresh, Pair pair) {
        var names = new TreeSet<>(committed.keySet());
        names.addAll(fresh.keySet());
        names.forEach(name -> pair.accept(name, committed.get(name), fresh.get(name)));
    }

    /** What both files say under a name; null where one is silent. */
    @FunctionalInterface
    private interface Pair {
        void accept(String name, JsonNode committed, JsonNode fresh);
    }
}

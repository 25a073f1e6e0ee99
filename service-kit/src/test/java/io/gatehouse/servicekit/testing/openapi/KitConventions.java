package io.gatehouse.servicekit.testing.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import io.gatehouse.servicekit.openapi.ProblemSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says in a document what the kit does for every operation and no resource needs to repeat: pages, ids, conditions,
 * links, and the problems that any request can end with. The shared parts stand in {@code shared.json}.
 */
final class KitConventions {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** The parameters that the kit reads itself, by the name that they have in a resource. */
    private static final Map<String, String> PARAMETERS = Map.of("id", "Id", "after", "After", "limit", "Limit");

    private final ObjectNode document;
    private final ObjectNode shared;

    KitConventions(ObjectNode document, ObjectMapper json) {
        this.document = document;
        try (InputStream in = KitConventions.class.getResourceAsStream("shared.json")) {
            this.shared = (ObjectNode) json.readTree(in);
            shared.set("schemas", ProblemSchema.read(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void apply() {
        document.path("paths").forEach(path -> path.properties().forEach(entry -> {
            if (METHODS.contains(entry.getKey())) {
                operation((ObjectNode) entry.getValue());
            }
        }));
        addSharedParts();
        for (JsonNode schema : document.withObject("/components/schemas")) {
            moveExample((ObjectNode) schema);
        }
        document.set("components", sorted(document.get("components")));
        document.withObject("components").properties().forEach(kind -> kind.setValue(sorted(kind.getValue())));
    }

    /** JSON Schema has several examples or none; {@code example} is OpenAPI's word from before. */
    private static void moveExample(ObjectNode schema) {
        JsonNode example = schema.remove("example");
        if (example != null) {
            schema.putArray("examples").add(example);
        }
    }

    private void operation(ObjectNode operation) {
        Map<String, JsonNode> responses = new TreeMap<>();
        operation.path("responses").properties().forEach(answer -> responses.put(answer.getKey(), answer.getValue()));
        responses.forEach((status, answer) -> answer((ObjectNode) answer, Integer.parseInt(status)));

        operation.path("parameters").forEach(parameter -> parameter((ObjectNode) parameter, responses));
        if (operation.has("requestBody")) {
            ObjectNode body = (ObjectNode) operation.get("requestBody");
            body.put("required", true);
            problem(responses, "400", "NotJson");
            problem(responses, "413", "TooLarge");
            problem(responses, "415", "UnsupportedMediaType");
            problem(responses, "422", "Refused");
        }
        problem(responses, "500", "Unexpected");
        problem(responses, "503", "Unavailable");
        operation.set("responses", document.objectNode().setAll(responses));
    }

    private void answer(ObjectNode answer, int status) {
        if (status >= 400) {
            answer.putObject("content")
                    .putObject("application/problem+json")
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/Problem");
        } else if (status == 201) {
            header(answer, "Location");
        }
    }

    private void parameter(ObjectNode parameter, Map<String, JsonNode> responses) {
        String kits = PARAMETERS.get(parameter.path("name").asText());
        if (kits != null) {
            parameter.removeAll().put("$ref", "#/components/parameters/" + kits);
        }
        String ref = parameter.path("$ref").asText();
        JsonNode success = responses.get("200");
        switch (ref.substring(ref.lastIndexOf('/') + 1)) {
            case "Limit" -> {
                problem(responses, "400", "NoSuchPage");
                header(success, "Link");
            }
            case "IfMatch" -> {
                problem(responses, "400", "NoSuchCondition");
                problem(responses, "412", "Changed");
                header(success, "ETag");
            }
            case "IfNoneMatch" -> {
                problem(responses, "400", "NoSuchCondition");
                problem(responses, "304", "NotModified");
                header(success, "ETag");
            }
            default -> {}
        }
    }

    private void header(JsonNode answer, String name) {
        if (answer instanceof ObjectNode success) {
            success.withObject("headers").putObject(name).put("$ref", "#/components/headers/" + name);
        }
    }

    private void problem(Map<String, JsonNode> responses, String status, String name) {
        responses.putIfAbsent(status, document.objectNode().put("$ref", "#/components/responses/" + name));
    }

    /** Those that the document refers to, and those that these refer to. */
    private void addSharedParts() {
        boolean added = true;
        while (added) {
            added = false;
            for (JsonNode ref : document.findValues("$ref")) {
                String pointer = ref.asText().substring(1);
                if (document.at(pointer).isMissingNode()) {
                    List<String> steps = Splitter.on("/").splitToList(pointer);
                    document.withObject("/components/" + steps.get(2))
                            .set(steps.get(3), shared.required(steps.get(2)).required(steps.get(3)));
                    added = true;
                }
            }
        }
        document.withObject("/components/securitySchemes").setAll((ObjectNode) shared.required("securitySchemes"));
        document.putArray("security").addObject().putArray("gateway");
    }

    static ObjectNode sorted(JsonNode object) {
        Map<String, JsonNode> byName = new TreeMap<>();
        object.properties().forEach(entry -> byName.put(entry.getKey(), entry.getValue()));
        return ((ObjectNode) object).removeAll().setAll(byName);
    }
}

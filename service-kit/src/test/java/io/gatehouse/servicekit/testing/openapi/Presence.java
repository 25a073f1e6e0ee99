package io.gatehouse.servicekit.testing.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of each record that is answered with which of its fields may be null: services write every field, and the types
 * say by {@link Nullable} what may be missing. What a request must have is left to Bean Validation; other fields than the
 * known ones it must not have.
 */
final class Presence {

    private final ObjectNode document;
    private final ConstrainedModels models;
    private final Set<String> seen = new HashSet<>();

    Presence(ObjectNode document, ConstrainedModels models) {
        this.document = document;
        this.models = models;
    }

    void apply() {
        for (JsonNode body : document.path("paths").findValues("requestBody")) {
            for (JsonNode ref : body.findValues("$ref")) { // the kit refuses what is not known
                ((ObjectNode) document.at(ref.asText().substring(1))).put("additionalProperties", false);
            }
        }
        document.path("paths").findValues("responses").forEach(this::follow);
    }

    private void follow(JsonNode part) {
        for (JsonNode ref : part.findValues("$ref")) {
            String pointer = ref.asText().substring(1);
            if (seen.add(pointer)) {
                JsonNode target = document.at(pointer);
                String name = pointer.substring(pointer.lastIndexOf('/') + 1);
                if (pointer.startsWith("/components/schemas/")
                        && models.records().containsKey(name)) {
                    answered((ObjectNode) target, models.records().get(name));
                }
                follow(target);
            }
        }
    }

    private void answered(ObjectNode schema, Class<?> type) {
        ArrayNode required = schema.putArray("required");
        for (RecordComponent component : type.getRecordComponents()) {
            String name = models.jsonName(type, component.getName());
            required.add(name);
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                ObjectNode field = (ObjectNode) schema.get("properties").get(name);
                JsonNode oneType = field.get("type");
                field.putArray("type").add(oneType).add("null");
            }
        }
    }
}

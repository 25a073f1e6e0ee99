package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** What a route's {@code response-fields} leave of a schema: of an object, or of each object in an array. */
final class AllowedFields {

    private final Set<String> allowed;
    private final String service;
    private final ServiceDocument document;
    private final SharedComponents components;
    private final Set<String> entered = new HashSet<>();

    AllowedFields(Set<String> allowed, String service, ServiceDocument document, SharedComponents components) {
        this.allowed = allowed;
        this.service = service;
        this.document = document;
        this.components = components;
    }

    /** The schema that clients see; it refers to components of the public document. */
    JsonNode of(JsonNode schema) {
        String ref = schema.path("$ref").asText();
        if (!entered.add(ref) && !ref.isEmpty()) {
            return JsonNodeFactory.instance.objectNode(); // it stands within itself: anything
        }
        try {
            return visible(schema);
        } finally {
            entered.remove(ref);
        }
    }

    private JsonNode visible(JsonNode schema) {
        JsonNode content = document.resolve(schema);
        if (!(content instanceof ObjectNode object)) {
            return schema;
        }
        boolean plain =
                !object.has("items") && DocumentedOperation.COMPOSITES.stream().noneMatch(object::has);
        if (plain && schema.has("$ref")) {
            String ref = schema.get("$ref").asText();
            String name = ref.substring(ref.lastIndexOf('/') + 1);
            return object.objectNode()
                    .put("$ref", components.adopt(service, document, "schemas", name, filtered(object)));
        }
        ObjectNode own = filtered(object);
        own.remove(DocumentedOperation.COMPOSITES);
        own.remove("items");
        ObjectNode visible = (ObjectNode) components.adopt(service, document, own);
        if (object.has("items")) {
            visible.set("items", of(object.get("items")));
        }
        for (String composite : DocumentedOperation.COMPOSITES) {
            if (object.has(composite)) {
                ArrayNode parts = visible.putArray(composite);
                object.get(composite).forEach(part -> parts.add(of(part)));
            }
        }
        return visible;
    }

    /** The object without the fields that stay behind, in its examples too. */
    private ObjectNode filtered(ObjectNode schema) {
        ObjectNode left = schema.deepCopy();
        retain(left.path("properties"));
        if (left.path("required") instanceof ArrayNode required) {
            ArrayNode names = left.putArray("required");
            required.forEach(name -> {
                if (allowed.contains(name.asText())) {
                    names.add(name);
                }
            });
            if (names.isEmpty()) {
                left.remove("required");
            }
        }
        retain(left.path("example"));
        left.path("examples").forEach(this::retain);
        return left;
    }

    private void retain(JsonNode object) {
        if (object instanceof ObjectNode fields) {
            fields.retain(allowed);
        }
    }
}

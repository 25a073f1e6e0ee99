package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** Takes out of a document the components that nothing leads to. */
final class Unreferenced {

    private final ObjectNode document;
    private final Set<String> reached = new HashSet<>();

    Unreferenced(ObjectNode document) {
        this.document = document;
    }

    void remove() {
        follow(document.path("paths"));
        document.path("components").properties().forEach(kind -> {
            if (!kind.getKey().equals("securitySchemes")) {
                ((ObjectNode) kind.getValue())
                        .properties()
                        .removeIf(component ->
                                !reached.contains("#/components/" + kind.getKey() + "/" + component.getKey()));
            }
        });
    }

    private void follow(JsonNode part) {
        for (JsonNode ref : part.findValues("$ref")) {
            if (reached.add(ref.asText())) {
                follow(document.at(ref.asText().substring(1)));
            }
        }
    }
}

package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The components of the public document: those of services' documents that it refers to, each under its own name unless
 * another service means something else by it. What two services say alike stands there once.
 */
final class SharedComponents {

    private static final String PREFIX = "#/components/";

    /** A component with all that it refers to; equal for two that say the same. */
    private record Meaning(String kind, String name, JsonNode content, Map<String, JsonNode> behind) {}

    private final ObjectNode components;
    private final Map<Meaning, String> names = new HashMap<>();

    /** @param components where they go */
    SharedComponents(ObjectNode components) {
        this.components = components;
    }

    /** A copy of a part of a document that refers to components here. */
    JsonNode adopt(String service, ServiceDocument document, JsonNode part) {
        if (part instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(field -> {
                JsonNode value = field.getValue();
                boolean refers = field.getKey().equals("$ref") && value.isTextual();
                copy.set(
                        field.getKey(),
                        refers
                                ? object.textNode(adopt(service, document, value.asText()))
                                : adopt(service, document, value));
            });
            return copy;
        } else if (part instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(adopt(service, document, element)));
            return copy;
        }
        return part;
    }

    /** The reference to take in place of a document's own. */
    private String adopt(String service, ServiceDocument document, String ref) {
        JsonNode content = document.at(ref);
        String[] steps = ref.split("/", -1);
        if (!ref.startsWith(PREFIX) || steps.length != 4 || content.isMissingNode()) {
            return ref;
        }
        return adopt(service, document, steps[2], steps[3], content);
    }

    /**
     * Takes up a component.
     *
     * @param content as the document has it, or what becomes of that
     * @return the reference to it
     */
    String adopt(String service, ServiceDocument document, String kind, String name, JsonNode content) {
        Map<String, JsonNode> behind = new TreeMap<>();
        collect(document, content, behind);
        var meaning = new Meaning(kind, name, content, behind);
        String known = names.get(meaning);
        if (known == null) {
            known = free(service, kind, name);
            names.put(meaning, known);
            ObjectNode section = components.withObjectProperty(kind);
            section.putObject(known); // taken, before what it refers to looks for a name
            section.set(known, adopt(service, document, content));
        }
        return PREFIX + kind + "/" + known;
    }

    /** Adds what stands here already, so that a service that says the same shares it. */
    void know(ServiceDocument own) {
        own.content().path("components").properties().forEach(kind -> kind.getValue()
                .properties()
                .forEach(component -> {
                    Map<String, JsonNode> behind = new TreeMap<>();
                    collect(own, component.getValue(), behind);
                    names.put(
                            new Meaning(kind.getKey(), component.getKey(), component.getValue(), behind),
                            component.getKey());
                }));
    }

    private static void collect(ServiceDocument document, JsonNode part, Map<String, JsonNode> behind) {
        for (JsonNode ref : part.findValues("$ref")) {
            JsonNode target = document.at(ref.asText());
            if (behind.putIfAbsent(ref.asText(), target) == null) {
                collect(document, target, behind);
            }
        }
    }

    private String free(String service, String kind, String name) {
        ObjectNode section = components.withObjectProperty(kind);
        if (!section.has(name)) {
            return name;
        }
        String own = service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1) + name;
        String candidate = own;
        for (int number = 2; section.has(candidate); number++) {
            candidate = own + number;
        }
        return candidate;
    }
}

package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.gateway.route.Route;
import io.gatehouse.servicekit.json.JsonType;
import java.util.Map;

/** An operation of a service's document as clients of the gateway meet it. */
final class PublicOperation {

    private static final String JSON = "application/json";

    private final Route route;
    private final DocumentedOperation operation;
    private final SharedComponents components;
    private final ObjectNode content;

    PublicOperation(Route route, DocumentedOperation operation, SharedComponents components) {
        this.route = route;
        this.operation = operation;
        this.components = components;
        ObjectNode own = operation.content().deepCopy();
        own.remove("parameters");
        own.remove("responses");
        own.remove("security");
        own.remove("servers");
        this.content = (ObjectNode) adopt(own);
    }

    ObjectNode content() {
        parameters();
        operation.content().path("responses").properties().forEach(answer -> content.withObjectProperty("responses")
                .set(answer.getKey(), answer(answer.getKey(), answer.getValue())));
        return content;
    }

    /** Whether it is asked with a name and a password, and so can log in a person who reads the documentation. */
    boolean isLogin() {
        JsonNode body = operation.document().resolve(operation.content().path("requestBody"));
        JsonNode asked = operation
                .document()
                .resolve(body.path("content").path(JSON).path("schema"))
                .path("properties");
        return route.issueToken() && asked.has("username") && asked.has("password");
    }

    private void parameters() {
        Map<String, String> names = operation.names(route.upstreamPath());
        for (JsonNode parameter : operation.allParameters()) {
            JsonNode resolved = operation.document().resolve(parameter);
            String name = resolved.path("name").asText();
            String here = names.getOrDefault(name, "{" + name + "}");
            boolean inPath = resolved.path("in").asText().equals("path");
            if (!inPath || here.equals("{" + name + "}")) {
                content.withArrayProperty("parameters").add(adopt(parameter));
            } else if (here.startsWith("{")) { // else the route has plain text there, and clients no choice
                ObjectNode renamed = (ObjectNode) adopt(resolved);
                renamed.put("name", here.substring(1, here.length() - 1));
                content.withArrayProperty("parameters").add(renamed);
            }
        }
    }

    private JsonNode answer(String status, JsonNode answer) {
        boolean success = status.startsWith("2");
        if (success && route.issueToken() && status.equals("200")) {
            return content.objectNode().put("$ref", "#/components/responses/LoggedIn");
        } else if (!success || route.responseFields().isEmpty()) {
            return adopt(answer);
        }
        JsonNode resolved = operation.document().resolve(answer);
        ObjectNode shaped =
                (ObjectNode) adopt(((ObjectNode) resolved).deepCopy().without("content"));
        resolved.path("content").properties().forEach(media -> shaped.withObjectProperty("content")
                .set(media.getKey(), body(media)));
        return shaped;
    }

    private JsonNode body(Map.Entry<String, JsonNode> media) {
        JsonNode schema = media.getValue().path("schema");
        if (!JsonType.is(media.getKey()) || !schema.isObject()) {
            return adopt(media.getValue());
        }
        var allowed =
                new AllowedFields(route.responseFields(), route.service().name(), operation.document(), components);
        ObjectNode left = content.objectNode();
        left.set("schema", allowed.of(schema));
        return left;
    }

    private JsonNode adopt(JsonNode part) {
        return components.adopt(route.service().name(), operation.document(), part);
    }
}

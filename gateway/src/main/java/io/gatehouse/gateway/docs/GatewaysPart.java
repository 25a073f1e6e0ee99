package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.gateway.route.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeSet;

/** What the gateway adds to an operation: who may use it and how often, and the problems that it answers with itself. */
final class GatewaysPart {

    private static final String RESPONSES = "#/components/responses/";

    private final Route route;
    private final ObjectNode operation;
    private final ObjectNode document;
    private final CredentialSchemes schemes;

    /** @param document with the components that the operation refers to */
    GatewaysPart(Route route, ObjectNode operation, ObjectNode document, CredentialSchemes schemes) {
        this.route = route;
        this.operation = operation;
        this.document = document;
        this.schemes = schemes;
    }

    void add() {
        var description = new StringJoiner("\n\n");
        if (!operation.path("description").asText().isEmpty()) {
            description.add(operation.get("description").asText());
        }
        description.add("**Who:** " + who());
        if (route.rateLimit() != null) {
            description.add("**How often:** " + route.rateLimit().text() + ".");
        }
        operation.put("description", description.toString());

        var security = operation.putArray("security");
        if (!route.policy().isOpen()) {
            schemes.require(security);
            problem("401", "Unauthorized");
            problem("403", "Forbidden");
        }
        if (operation.has("requestBody")) {
            problem("413", "BodyTooLarge");
        }
        if (route.rateLimit() != null) {
            problem("429", "TooManyRequests");
        }
        problem("502", "BadGateway");
        problem("503", "ServiceUnavailable");
        problem("504", "GatewayTimeout");
        sortResponses();
    }

    private String who() {
        if (route.policy().isOpen()) {
            return "anyone, without a login.";
        }
        Collection<String> userTypes = route.policy().userTypes();
        return userTypes == null
                ? "whom the policy `" + route.policy().name() + "` admits."
                : "users of type `" + String.join("` or `", new TreeSet<>(userTypes)) + "`.";
    }

    /** Adds a problem. Where the service has the same status for reasons of its own, both are told. */
    private void problem(String status, String name) {
        ObjectNode responses = operation.withObjectProperty("responses");
        JsonNode services = resolve(responses.path(status));
        JsonNode own = document.at("/components/responses/" + name);
        if (services.isMissingNode() || services.path("description").equals(own.path("description"))) {
            responses.putObject(status).put("$ref", RESPONSES + name);
            return;
        }
        ObjectNode both = services.deepCopy();
        both.put(
                "description",
                services.path("description").asText() + " Or: "
                        + own.path("description").asText());
        own.path("headers").properties().forEach(header -> both.withObjectProperty("headers")
                .set(header.getKey(), header.getValue()));
        own.path("content").properties().forEach(media -> {
            if (!both.withObjectProperty("content").has(media.getKey())) {
                both.withObjectProperty("content").set(media.getKey(), media.getValue());
            }
        });
        responses.set(status, both);
    }

    private JsonNode resolve(JsonNode response) {
        return response.has("$ref") ? document.at(response.get("$ref").asText().substring(1)) : response;
    }

    private void sortResponses() {
        ObjectNode responses = operation.withObjectProperty("responses");
        List<String> statuses = new ArrayList<>();
        responses.fieldNames().forEachRemaining(statuses::add);
        statuses.sort(null);
        ObjectNode sorted = responses.objectNode();
        statuses.forEach(status -> sorted.set(status, responses.get(status)));
        operation.set("responses", sorted);
    }
}

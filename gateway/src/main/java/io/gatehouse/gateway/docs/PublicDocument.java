package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.gateway.auth.CredentialCheck;
import io.gatehouse.gateway.route.Route;
import io.gatehouse.gateway.route.RouteTable;
import io.gatehouse.servicekit.openapi.ProblemSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document of all that the gateway opens: the routes' operations as their services document them, below the
 * first base path, with what the gateway adds to each, and the gateway's own.
 */
public final class PublicDocument {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RouteTable routes;
    private final Function<String, @Nullable ServiceDocument> documents;
    private final CredentialSchemes schemes;
    private final ObjectNode document = resource("gateway.json");
    private final SharedComponents components = new SharedComponents((ObjectNode) document.get("components"));
    private final Set<String> operationIds = new HashSet<>();
    private final Map<String, JsonNode> tags = new LinkedHashMap<>();

    private PublicDocument(
            RouteTable routes, Function<String, @Nullable ServiceDocument> documents, List<CredentialCheck> checks) {
        this.routes = routes;
        this.documents = documents;
        this.schemes = new CredentialSchemes(checks);
    }

    /**
     * Makes the document.
     *
     * @param documents that of each service by the service's name, or null without one
     * @param checks how clients may say who they are
     */
    static ObjectNode of(
            RouteTable routes,
            Function<String, @Nullable ServiceDocument> documents,
            DocsSettings settings,
            List<CredentialCheck> checks) {
        return new PublicDocument(routes, documents, checks).build(settings);
    }

    private ObjectNode build(DocsSettings settings) {
        ((ObjectNode) document.at("/components/schemas")).setAll(ProblemSchema.read(JSON));
        schemes.describe((ObjectNode) document.at("/components/securitySchemes"));
        components.know(own());
        ObjectNode info = (ObjectNode) document.get("info");
        info.put("title", settings.title()).put("description", settings.description() + otherBasePaths());
        info.putObject("contact").put("name", settings.title());
        ObjectNode paths = (ObjectNode) document.get("paths");
        for (Route route : routes.routes()) {
            paths.withObjectProperty(routes.basePaths().get(0) + route.path())
                    .set(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        paths.setAll(resource("operations.json"));
        tags.put("Gateway", document.objectNode().put("description", "What the gateway answers itself."));
        tags.forEach((name, tag) ->
                document.withArrayProperty("tags").addObject().put("name", name).setAll((ObjectNode) tag));
        new Unreferenced(document).remove();
        return document;
    }

    private ObjectNode operation(Route route) {
        ServiceDocument service = documents.apply(route.service().name());
        DocumentedOperation documented = service == null ? null : service.operation(route);
        ObjectNode operation;
        if (documented == null) {
            operation = undocumented(route);
        } else {
            var seen = new PublicOperation(route, documented, components);
            operation = seen.content();
            if (seen.isLogin()) {
                operation.put("x-login", true);
            }
        }
        operation.put("operationId", unique(operation.path("operationId").asText(route.operation()), route));
        if (operation.withArrayProperty("tags").isEmpty()) {
            operation.withArrayProperty("tags").add(route.service().name());
        }
        operation.get("tags").forEach(tag -> tags.computeIfAbsent(tag.asText(), name -> tag(service, name)));
        new GatewaysPart(route, operation, document, schemes).add();
        return operation;
    }

    /** What can be told of a route without its service. */
    private ObjectNode undocumented(Route route) {
        ObjectNode operation = document.objectNode().put("summary", route.operation());
        for (String segment : route.path().segments()) {
            if (segment.startsWith("{")) {
                ObjectNode parameter = operation.withArrayProperty("parameters").addObject();
                parameter
                        .put("name", segment.substring(1, segment.length() - 1))
                        .put("in", "path");
                parameter.put("required", true).putObject("schema").put("type", "string");
            }
        }
        operation.putObject("responses").putObject("200").put("description", "The service's answer.");
        return operation;
    }

    private static JsonNode tag(@Nullable ServiceDocument service, String name) {
        ObjectNode told = JSON.createObjectNode();
        if (service != null) {
            for (JsonNode tag : service.content().path("tags")) {
                if (tag.path("name").asText().equals(name) && tag.has("description")) {
                    told.set("description", tag.get("description"));
                }
            }
        }
        return told;
    }

    private String unique(String wanted, Route route) {
        String id = wanted.replaceAll("[^A-Za-z0-9_-]+", "_");
        String free = id;
        for (int number = 2; !operationIds.add(free); number++) {
            free = number == 2 ? route.service().name() + "_" + id : id + "_" + number;
        }
        return free;
    }

    private String otherBasePaths() {
        List<String> others = routes.basePaths().subList(1, routes.basePaths().size());
        return others.isEmpty() ? "" : "\n\nEvery path is offered below `" + String.join("` and `", others) + "` too.";
    }

    private ServiceDocument own() {
        try {
            return ServiceDocument.parse(JSON.writeValueAsBytes(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode resource(String name) {
        try (InputStream in = PublicDocument.class.getResourceAsStream(name)) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

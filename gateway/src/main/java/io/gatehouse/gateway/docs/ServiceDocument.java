package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.gateway.route.PathTemplate;
import io.gatehouse.gateway.route.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a service says of itself: an OpenAPI 3.1 document. */
public final class ServiceDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final ObjectNode content;

    private ServiceDocument(ObjectNode content) {
        this.content = content;
    }

    /**
     * Reads a document.
     *
     * @throws IOException when it is none, with the reason for a person
     */
    public static ServiceDocument parse(byte[] bytes) throws IOException {
        JsonNode content = json(bytes);
        if (!(content instanceof ObjectNode object)) {
            throw new IOException("it is no JSON object");
        } else if (!content.path("openapi").asText().startsWith("3.1.")) {
            throw new IOException("it is not OpenAPI 3.1");
        } else if (!content.path("paths").isObject()) {
            throw new IOException("it has no paths");
        }
        return new ServiceDocument(object);
    }

    private static JsonNode json(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new IOException("it is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** {@link #parse(byte[])} of a file. */
    public static ServiceDocument read(Path file) throws IOException {
        try {
            return parse(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new IOException("the file does not exist", e);
        }
    }

    /** The one that was packaged with the gateway, at {@code openapi/<service>/openapi.json}, or null. */
    static @Nullable ServiceDocument packaged(String service) {
        String name = "openapi/" + service + "/openapi.json";
        try (InputStream in = ServiceDocument.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? null : parse(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(name + " on the class path can't be used: " + e.getMessage(), e);
        }
    }

    ObjectNode content() {
        return content;
    }

    /** What is at a place named as {@code #/components/schemas/User} is; a missing node where nothing is. */
    JsonNode at(String ref) {
        return ref.startsWith("#/") ? content.at(ref.substring(1)) : JsonNodeFactory.instance.missingNode();
    }

    /** The node itself, or the one that it refers to. */
    JsonNode resolve(JsonNode node) {
        JsonNode target = node;
        for (int depth = 0; target.has("$ref") && depth < 10; depth++) {
            target = at(target.get("$ref").asText());
        }
        return target;
    }

    /** All its operations. */
    public List<DocumentedOperation> operations() {
        List<DocumentedOperation> operations = new ArrayList<>();
        for (var path : content.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey()) && method.getValue().isObject()) {
                    operations.add(new DocumentedOperation(
                            this,
                            method.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            path.getValue().path("parameters"),
                            (ObjectNode) method.getValue()));
                }
            }
        }
        return operations;
    }

    /** The operation that a route leads to, or null when there is none: of several, the one with the most plain text. */
    public @Nullable DocumentedOperation operation(Route route) {
        DocumentedOperation best = null;
        for (DocumentedOperation operation : operations()) {
            if (operation.method().equals(route.method())
                    && operation.accepts(route.upstreamPath())
                    && (best == null || operation.parameters() < best.parameters())) {
                best = operation;
            }
        }
        return best;
    }

    /** The methods that there are at a path, in alphabetical order. */
    public SortedSet<String> methodsAt(PathTemplate path) {
        return operations().stream()
                .filter(operation -> operation.accepts(path))
                .map(DocumentedOperation::method)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServiceDocument document && document.content.equals(content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }
}

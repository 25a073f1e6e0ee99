package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.gateway.route.PathTemplate;
import io.gatehouse.servicekit.json.JsonType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** An operation of a service's document. */
public final class DocumentedOperation {

    /** The keywords whose schemas all speak of one value. */
    static final List<String> COMPOSITES = List.of("allOf", "anyOf", "oneOf");

    private final ServiceDocument document;
    private final String method;
    private final String path;
    private final List<String> segments;
    private final JsonNode pathParameters;
    private final ObjectNode content;

    /** @param pathParameters those of the path, which all its operations have */
    DocumentedOperation(
            ServiceDocument document, String method, String path, JsonNode pathParameters, ObjectNode content) {
        this.document = document;
        this.method = method;
        this.path = path;
        this.segments = List.of(path.substring(Math.min(1, path.length())).split("/", -1));
        this.pathParameters = pathParameters;
        this.content = content;
    }

    String method() {
        return method;
    }

    /** As the route file would have it: {@code GET /users/{id}}. */
    @Override
    public String toString() {
        return method + " " + path;
    }

    /** Whether it is for the gateway itself, and so must not be routed. */
    public boolean isInternal() {
        return content.path("x-internal").asBoolean();
    }

    ServiceDocument document() {
        return document;
    }

    ObjectNode content() {
        return content;
    }

    /** How many parameters its path has. */
    int parameters() {
        return (int) segments.stream().filter(DocumentedOperation::isParameter).count();
    }

    /** Whether requests for a route's path at the service come here: a parameter takes any segment. */
    boolean accepts(PathTemplate upstream) {
        List<String> asked = upstream.segments();
        if (asked.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < asked.size(); i++) {
            if (!isParameter(segments.get(i)) && !segments.get(i).equals(asked.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The names of the path's parameters, and what a route has in their place.
     *
     * @return a name without braces, or plain text in place of one, by the document's name
     */
    Map<String, String> names(PathTemplate upstream) {
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            if (isParameter(segments.get(i))) {
                names.put(bare(segments.get(i)), upstream.segments().get(i));
            }
        }
        return names;
    }

    /** All its parameters, references not followed; those of the operation stand for those of the path. */
    List<JsonNode> allParameters() {
        List<JsonNode> all = new ArrayList<>();
        content.path("parameters").forEach(all::add);
        for (JsonNode parameter : pathParameters) {
            if (all.stream().noneMatch(own -> isSame(own, parameter))) {
                all.add(parameter);
            }
        }
        return all;
    }

    /** The schemas of a successful answer's JSON, references not followed. */
    public Stream<JsonNode> answerSchemas() {
        return content.path("responses").properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .flatMap(answer -> document.resolve(answer.getValue()).path("content").properties().stream())
                .filter(media -> JsonType.is(media.getKey()))
                .map(media -> media.getValue().path("schema"));
    }

    /** The names of an answer's fields: of the object, or of each object in the array. Empty when none are told. */
    public Set<String> answerFields() {
        Set<String> fields = new TreeSet<>();
        answerSchemas().forEach(schema -> objects(schema, new HashSet<>())
                .forEach(object -> object.path("properties").fieldNames().forEachRemaining(fields::add)));
        return fields;
    }

    /**
     * The names of all fields that leave with an answer, those of objects inside included.
     *
     * @param allowed the only ones of the outermost object that leave; empty lets all pass
     */
    public Set<String> visibleFields(Set<String> allowed) {
        Set<String> fields = new TreeSet<>();
        Set<JsonNode> seen = new HashSet<>();
        answerSchemas().forEach(schema -> objects(schema, new HashSet<>())
                .forEach(object -> object.path("properties").properties().stream()
                        .filter(field -> allowed.isEmpty() || allowed.contains(field.getKey()))
                        .forEach(field -> {
                            fields.add(field.getKey());
                            inside(field.getValue(), fields, seen);
                        })));
        return fields;
    }

    private void inside(JsonNode schema, Set<String> fields, Set<JsonNode> seen) {
        objects(schema, seen)
                .forEach(object -> object.path("properties").properties().forEach(field -> {
                    fields.add(field.getKey());
                    inside(field.getValue(), fields, seen);
                }));
    }

    /** The schemas of the objects that a schema comes to, through references, arrays and combinations. */
    private List<JsonNode> objects(JsonNode schema, Set<JsonNode> seen) {
        JsonNode content = document.resolve(schema);
        List<JsonNode> objects = new ArrayList<>();
        if (!content.isObject() || !seen.add(content)) {
            return objects;
        }
        if (content.has("properties")) {
            objects.add(content);
        }
        objects.addAll(objects(content.path("items"), seen));
        for (String composite : COMPOSITES) {
            content.path(composite).forEach(part -> objects.addAll(objects(part, seen)));
        }
        return objects;
    }

    private boolean isSame(JsonNode one, JsonNode other) {
        JsonNode left = document.resolve(one);
        JsonNode right = document.resolve(other);
        return left.path("name").equals(right.path("name")) && left.path("in").equals(right.path("in"));
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static String bare(String segment) {
        return segment.substring(1, segment.length() - 1);
    }
}

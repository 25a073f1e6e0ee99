package io.gatehouse.gateway.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Binds what a route file says to {@link RouteFile}. What does not fit is told, taken out, and the rest tried again, so
 * that no fault hides the next.
 */
final class RouteFileBinding {

    /** Past so many, more of them help nobody. */
    private static final int MOST_FAULTS = 100;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new LeavingRequiredKeysToUs())
            .build();

    private final Faults faults;
    private final Set<List<String>> meant = new HashSet<>();

    RouteFileBinding(Faults faults) {
        this.faults = faults;
    }

    /**
     * The content without what did not fit.
     *
     * @throws RouteFileException when too little is left to go on with
     */
    RouteFile bind(ObjectNode tree) {
        while (true) {
            try {
                RouteFile content = MAPPER.treeToValue(tree, RouteFile.class);
                new RequiredKeys(faults, meant).check(content);
                if (content.isWhole()) {
                    return content;
                }
                throw faults.asException();
            } catch (JsonMappingException e) {
                faults.add(message(e), path(e));
                if (faults.count() > MOST_FAULTS || !cut(tree, e.getPath())) {
                    throw faults.asException();
                }
            } catch (JsonProcessingException e) {
                faults.add(1, e.getOriginalMessage());
                throw faults.asException();
            }
        }
    }

    /** Takes out what stands at the path, or the nearest above it that is there. */
    private static boolean cut(ObjectNode tree, List<Reference> path) {
        JsonNode parent = tree;
        Runnable cut = null;
        for (Reference step : path) {
            JsonNode here = parent;
            String key = step.getFieldName();
            int index = step.getIndex();
            if (key != null && here instanceof ObjectNode object && object.has(key)) {
                cut = () -> object.remove(key);
                parent = object.get(key);
            } else if (here instanceof ArrayNode array && array.has(index)) {
                cut = () -> array.remove(index);
                parent = array.get(index);
            } else {
                break;
            }
        }
        if (cut != null) {
            cut.run();
        }
        return cut != null;
    }

    private String message(JsonMappingException failure) {
        List<String> path = path(failure);
        if (!(failure instanceof UnrecognizedPropertyException unknown)) {
            return "'" + String.join("' > '", path) + "' must be " + Expectation.of(failure);
        }
        List<String> known = Objects.requireNonNullElse(unknown.getKnownPropertyIds(), List.of()).stream()
                .map(Object::toString)
                .sorted()
                .toList();
        Optional<String> nearest = nearest(unknown.getPropertyName(), known);
        nearest.map(key -> beside(path, key)).ifPresent(meant::add);
        return "unknown key '" + unknown.getPropertyName() + "'. "
                + nearest.map(key -> "Did you mean '" + key + "'?").orElse("Known here: " + String.join(", ", known));
    }

    private static Optional<String> nearest(String misspelt, List<String> known) {
        var distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .min(Comparator.comparing(key -> distance.apply(key, misspelt)))
                .filter(key -> distance.apply(key, misspelt) <= 3);
    }

    private static List<String> beside(List<String> path, String key) {
        return Stream.concat(path.stream().limit(path.size() - 1L), Stream.of(key))
                .toList();
    }

    private static List<String> path(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .toList();
    }

    /** Jackson would stop at the first that is missing; {@link RequiredKeys} tells all, with their lines. */
    private static final class LeavingRequiredKeysToUs extends JacksonAnnotationIntrospector {

        @Override
        public Boolean hasRequiredMarker(AnnotatedMember member) {
            return member.getDeclaringClass().getNestHost() == RouteFile.class
                    ? Boolean.FALSE
                    : super.hasRequiredMarker(member);
        }
    }
}

package io.gatehouse.gateway.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gatehouse.gateway.route.RouteFileException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.text.StringSubstitutor;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a route file strictly: an unknown or repeated key, a name that nothing bears or two routes for one operation
 * fail with file, line and hint. {@code ${NAME:-default}} is replaced from the environment first.
 */
public final class RouteFileReader {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Asks for no key, so that a misspelt one is told as unknown before the right one is told as missing. */
    private static final ObjectMapper UNKNOWN_KEYS = MAPPER.copy()
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasRequiredMarker(AnnotatedMember member) {
                    return false;
                }
            });

    private final StringSubstitutor environment;

    public RouteFileReader(Map<String, String> environment) {
        this.environment = new StringSubstitutor(environment);
    }

    /**
     * Reads a file.
     *
     * @throws RouteFileException with all faults found
     */
    public RouteTable read(Path file) {
        String text = substituted(file);
        Yaml yaml = yaml();
        try {
            var lines = new LineIndex(yaml, text);
            return new RouteFileResolver(content(file, lines, yaml.load(text)), new Faults(file, lines)).resolve();
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new RouteFileException(file, List.of(new Fault(line, e.getProblem())));
        } catch (YAMLException e) {
            throw new RouteFileException(file, List.of(new Fault(1, String.valueOf(e.getMessage()))));
        }
    }

    /** SnakeYAML resolves anchors and finds repeated keys; a parser, like a loader, serves one file. */
    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        return new Yaml(new SafeConstructor(options));
    }

    private static RouteFile content(Path file, LineIndex lines, @Nullable Object loaded) {
        if (!(loaded instanceof Map)) {
            throw new RouteFileException(file, List.of(new Fault(1, "the file holds no routes")));
        }
        try {
            JsonNode tree = MAPPER.valueToTree(loaded);
            List<Fault> blanks = new ArrayList<>();
            findBlanks(tree, List.of(), lines, blanks);
            if (!blanks.isEmpty()) {
                throw new RouteFileException(file, blanks);
            }
            UNKNOWN_KEYS.treeToValue(tree, RouteFile.class);
            return MAPPER.treeToValue(tree, RouteFile.class);
        } catch (JsonMappingException e) {
            List<String> path = path(e);
            throw new RouteFileException(file, List.of(new Fault(lines.lineOf(path), message(path, e))));
        } catch (JsonProcessingException e) {
            throw new RouteFileException(file, List.of(new Fault(1, e.getOriginalMessage())));
        }
    }

    /** A key left blank says nothing that could be trusted: a policy without its user types would admit anyone. */
    private static void findBlanks(JsonNode node, List<String> path, LineIndex lines, List<Fault> blanks) {
        if (node.isNull()) {
            blanks.add(new Fault(
                    lines.lineOf(path),
                    "'" + String.join("' > '", path) + "' is blank. Give it a value, or leave it out"));
        }
        node.properties()
                .forEach(entry -> findBlanks(
                        entry.getValue(),
                        Stream.concat(path.stream(), Stream.of(entry.getKey())).toList(),
                        lines,
                        blanks));
        if (node.isArray()) {
            node.forEach(element -> findBlanks(element, path, lines, blanks));
        }
    }

    private String substituted(Path file) {
        try {
            return environment.replace(Files.readString(file));
        } catch (IOException e) {
            throw new RouteFileException(file, List.of(new Fault(1, "the file cannot be read: " + e)));
        }
    }

    private static String message(List<String> path, JsonMappingException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return "unknown key '" + unknown.getPropertyName() + "'. " + hint(unknown);
        }
        String where = path.isEmpty() ? "" : "'" + String.join("' > '", path) + "': ";
        return where + failure.getOriginalMessage().lines().findFirst().orElse("not understood");
    }

    private static String hint(UnrecognizedPropertyException unknown) {
        List<String> known = Objects.requireNonNullElse(unknown.getKnownPropertyIds(), List.of()).stream()
                .map(Object::toString)
                .toList();
        var distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .min(Comparator.comparing(key -> distance.apply(key, unknown.getPropertyName())))
                .filter(key -> distance.apply(key, unknown.getPropertyName()) <= 3)
                .map(key -> "Did you mean '" + key + "'?")
                .orElse("Known here: " + String.join(", ", known));
    }

    private static List<String> path(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .toList();
    }
}

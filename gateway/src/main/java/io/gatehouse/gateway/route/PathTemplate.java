package io.gatehouse.gateway.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A path such as {@code /users/{id}}: segments that stand for themselves, and parameters in braces. */
public final class PathTemplate {

    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z][A-Za-z0-9_-]*)}");

    private final String text;
    private final List<String> segments;

    private PathTemplate(String text, List<String> segments) {
        this.text = text;
        this.segments = segments;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException with what is wrong, for a person
     */
    public static PathTemplate parse(String text) {
        if (!text.startsWith("/") || text.length() < 2) {
            throw new IllegalArgumentException("a path starts with / and has at least one segment, as in /users/{id}");
        }
        List<String> segments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String segment : text.substring(1).split("/", -1)) {
            var parameter = PARAMETER.matcher(segment);
            if (parameter.matches() ? !names.add(segment) : !isLiteral(segment)) {
                throw new IllegalArgumentException("'" + segment + "' in " + text
                        + " is neither plain text nor a parameter of its own in braces, as in /users/{id}");
            }
            segments.add(segment);
        }
        return new PathTemplate(text, List.copyOf(segments));
    }

    static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static boolean isLiteral(String segment) {
        return LITERAL.matcher(segment).matches() && !segment.equals(".") && !segment.equals("..");
    }

    /** The parameters, in braces as they are written. */
    Set<String> parameters() {
        return segments.stream().filter(PathTemplate::isParameter).collect(Collectors.toUnmodifiableSet());
    }

    /** The template without the names of its parameters: equal for two that the same paths fit. */
    String shape() {
        return segments.stream()
                .map(segment -> isParameter(segment) ? "{}" : segment)
                .collect(Collectors.joining("/"));
    }

    /** The segments, those of parameters in braces. */
    public List<String> segments() {
        return segments;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathTemplate template && template.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}

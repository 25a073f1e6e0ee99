package io.gatehouse.gateway.check;

import io.gatehouse.gateway.route.RateLimit;
import io.gatehouse.gateway.route.Retry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An access matrix as rows of words, the first of them its head, and these as text for people. */
final class MatrixTable {

    private static final String NONE = "-";

    /** A policy of an own type decides, by more than the type of user. */
    private static final String UNDECIDED = "?";

    private final List<List<String>> rows = new ArrayList<>();

    MatrixTable(AccessMatrix matrix) {
        rows.add(row(
                Stream.of("operation", "service", "policy", "no login"),
                matrix.userTypes().stream(),
                Stream.of("rate limit", "retry")));
        for (AccessMatrix.Row row : matrix.rows()) {
            rows.add(row(
                    Stream.of(
                            row.route().operation(),
                            row.route().service().name(),
                            row.route().policy().name(),
                            mark(row.isOpen())),
                    matrix.userTypes().stream().map(type -> mark(row.admitted(), type)),
                    Stream.of(limit(row.route().rateLimit()), retry(row.route().retry()))));
        }
    }

    /** Columns aligned by spaces. */
    String asText() {
        return rows.stream().map(row -> padded(row, "  ").stripTrailing()).collect(Collectors.joining("\n"));
    }

    /** A table of GitHub's Markdown. */
    String asMarkdown() {
        List<String> lines = rows.stream()
                .map(row -> "| " + padded(row, " | ") + " |")
                .collect(Collectors.toCollection(ArrayList::new));
        lines.add(
                1,
                IntStream.range(0, rows.get(0).size())
                        .mapToObj(column -> "-".repeat(width(column)))
                        .collect(Collectors.joining(" | ", "| ", " |")));
        return String.join("\n", lines);
    }

    private String padded(List<String> row, String between) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> row.get(column)
                        + " ".repeat(width(column) - row.get(column).length()))
                .collect(Collectors.joining(between));
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String mark(@Nullable List<String> admitted, String type) {
        return admitted == null ? UNDECIDED : mark(admitted.contains(type));
    }

    private static String mark(boolean admitted) {
        return admitted ? "yes" : NONE;
    }

    private static String limit(@Nullable RateLimit limit) {
        if (limit == null) {
            return NONE;
        }
        return limit.name() + ": " + limit.text();
    }

    private static String retry(Retry retry) {
        return retry.attempts() == 1 ? NONE : retry.attempts() + " after " + String.join(", ", reasons(retry));
    }

    /** After what a call is made again, in the words of the route file. */
    static List<String> reasons(Retry retry) {
        return Stream.concat(
                        retry.failures().stream().map(MatrixTable::word).sorted(),
                        retry.statuses().stream().sorted().map(Object::toString))
                .toList();
    }

    /** The word of the route file. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> row(Stream<String> first, Stream<String> types, Stream<String> last) {
        return Stream.of(first, types, last).flatMap(cells -> cells).toList();
    }
}

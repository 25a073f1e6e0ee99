package io.gatehouse.loadtests.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What tables of results are made of. */
final class Markdown {

    private Markdown() {}

    /** When and on what something was measured. */
    static String origin(JsonNode result) {
        return "Measured %s on %s processors%s, Java %s, %s.\n\n"
                .formatted(
                        result.path("measured").asText().substring(0, "2026-01-01".length()),
                        result.path("processors").asText(),
                        result.has("processor")
                                ? " (" + result.path("processor").asText() + ")"
                                : "",
                        result.path("vm").asText(),
                        result.path("system").asText());
    }

    static String row(String name, JsonNode figure, String unit) {
        return "| " + name + " | " + (text(figure) + " " + unit).trim() + " |\n";
    }

    static String row(String name, JsonNode... figures) {
        var row = new StringBuilder("| ").append(name).append(" |");
        for (JsonNode figure : figures) {
            row.append(' ').append(text(figure)).append(" |");
        }
        return row.append('\n').toString();
    }

    static String text(JsonNode figure) {
        if (figure.isMissingNode()) {
            return "–";
        }
        return figure.isTextual() ? "`" + figure.asText() + "`" : text(figure.asDouble());
    }

    static String text(double figure) {
        return figure >= 100 || figure == Math.rint(figure)
                ? String.format(Locale.ROOT, "%,.0f", figure)
                : Double.toString(figure);
    }
}

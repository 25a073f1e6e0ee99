package io.gatehouse.gateway.check;

import java.util.Locale;

/** How an access matrix is shown. */
enum MatrixFormat {
    TEXT,
    MARKDOWN,
    JSON;

    String show(AccessMatrix matrix) {
        return switch (this) {
            case TEXT ->
                matrix.rows().size() + " operations below " + String.join(" and ", matrix.basePaths()) + "\n\n"
                        + new MatrixTable(matrix).asText();
            case MARKDOWN -> new MatrixTable(matrix).asMarkdown();
            case JSON -> MatrixJson.of(matrix);
        };
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

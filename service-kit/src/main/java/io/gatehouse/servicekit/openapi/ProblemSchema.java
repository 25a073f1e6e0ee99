package io.gatehouse.servicekit.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The schemas of {@link io.gatehouse.servicekit.problem.Problem} and its parts, for OpenAPI documents. */
public final class ProblemSchema {

    private ProblemSchema() {}

    /** The schemas by their names, to be among a document's components. */
    public static ObjectNode read(ObjectMapper json) {
        try (InputStream in = ProblemSchema.class.getResourceAsStream("problem.json")) {
            return (ObjectNode) json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

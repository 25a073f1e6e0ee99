package io.gatehouse.gateway.contract;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A pact on disk, less what Pact notes about itself and the test: that changes while the contract does not. */
public record PactFile(Path path) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter WRITER = JSON.writer(new DefaultPrettyPrinter()
            .withSeparators(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"))
            .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    /** The whole file. */
    public ObjectNode content() {
        try {
            var content = (ObjectNode) JSON.readTree(path.toFile());
            content.withObject("metadata").remove("pact-jvm");
            content.withArray("interactions").forEach(interaction -> ((ObjectNode) interaction).remove("comments"));
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException("No pact in " + path + ": mvn -pl gateway -am verify -Dpacts.update", e);
        }
    }

    /** The service that keeps to it. */
    public String provider() {
        return content().at("/provider/name").asText();
    }

    public List<Entry> interactions() {
        return content().withArray("interactions").valueStream().map(Entry::new).toList();
    }

    /** Makes another file say what this one does. */
    void copyTo(PactFile other) {
        try {
            Files.createDirectories(other.path.getParent());
            Files.writeString(other.path, WRITER.writeValueAsString(content()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An interaction as it stands in a pact. */
    public record Entry(JsonNode json) {

        public String description() {
            return json.path("description").asText();
        }

        /** The request's. */
        public String method() {
            return json.at("/request/method").asText();
        }

        /** The request's, without a query. */
        public String path() {
            return json.at("/request/path").asText();
        }
    }
}

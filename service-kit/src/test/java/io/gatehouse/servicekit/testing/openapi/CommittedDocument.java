package io.gatehouse.servicekit.testing.openapi;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An OpenAPI document under version control, where a reviewer sees how it changes. */
public final class CommittedDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter WRITER = JSON.writer(new DefaultPrettyPrinter()
            .withSeparators(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"))
            .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private CommittedDocument() {}

    /**
     * Holds a committed file against what the code says; with {@code -Dopenapi.update}, writes it anew instead.
     *
     * @throws AssertionError with what differs
     */
    public static void assertSays(Path file, JsonNode document) {
        try {
            String text = WRITER.writeValueAsString(document) + "\n";
            if (System.getProperty("openapi.update") != null) {
                Files.writeString(file, text);
                System.out.println("Written: " + file.toAbsolutePath().normalize());
            } else if (!Files.exists(file)
                    || !JSON.readTree(Files.readString(file)).equals(document)) {
                Path fresh = Path.of("target", "openapi.json");
                Files.createDirectories(fresh.getParent());
                Files.writeString(fresh, text);
                throw new AssertionError(file + " does not say what the code says, which is in " + fresh
                        + ":\n" + JsonDifferences.between(file, document)
                        + "\nIf the change is meant: docs/openapi.md tells how to update the documents");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.gatehouse.gateway.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.servicekit.startup.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a consumer and a service have agreed on, as far as it tells which requests there are.
 *
 * @param provider the service
 */
record Pact(String provider, List<Interaction> interactions) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One of the requests agreed on.
     *
     * @param path as it is sent, without a query
     */
    record Interaction(String description, String method, String path) {}

    /** The pact of a file, or all of a folder, in the order of their names. */
    static List<Pact> read(Path place) {
        try (Stream<Path> files = Files.isDirectory(place) ? Files.list(place) : Stream.of(place)) {
            return files.filter(
                            file -> !Files.isDirectory(place) || file.toString().endsWith(".json"))
                    .sorted()
                    .map(Pact::readFile)
                    .toList();
        } catch (IOException e) {
            throw new StartupException(place + " can't be read: " + e);
        }
    }

    private static Pact readFile(Path file) {
        try {
            JsonNode content = JSON.readTree(file.toFile());
            if (!content.at("/provider/name").isTextual()) {
                throw new StartupException(file + " is no pact: it names no provider");
            }
            return new Pact(
                    content.at("/provider/name").asText(),
                    content.path("interactions")
                            .valueStream()
                            .map(Pact::interaction)
                            .toList());
        } catch (IOException e) {
            throw new StartupException(file + " can't be read: " + e.getMessage());
        }
    }

    private static Interaction interaction(JsonNode json) {
        return new Interaction(
                json.path("description").asText(),
                json.at("/request/method").asText(),
                json.at("/request/path").asText());
    }
}

package io.gatehouse.contracts.system;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds exchanges against an OpenAPI document: a status, media type or field that it does not tell is an error. */
final class Conformance {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "urn:gatehouse:openapi";

    private final JsonNode document;
    private final JsonSchemaFactory schemas;

    private Conformance(String text) throws IOException {
        this.document = JSON.readTree(text);
        this.schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(NAME, text))));
    }

    static Conformance to(Path document) {
        try {
            return new Conformance(Files.readString(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks an exchange.
     *
     * @param path as it was asked for; below {@code /api} it is what stands below {@code /api/v1} in the document
     * @param request the body, or null without one
     * @throws AssertionError with what does not fit
     */
    void check(String method, String path, @Nullable JsonNode request, HttpResponse<String> answer) {
        String asked = path.split("\\?", 2)[0].replaceFirst("^/api/(?!v1/)", "/api/v1/");
        String template = template(asked);
        if (template == null && answer.statusCode() == 404) {
            return; // what no path leads to
        }
        String exchange = method + " " + path + " -> " + answer.statusCode();
        String operation = "/paths/" + escaped(String.valueOf(template)) + "/" + method.toLowerCase(Locale.ROOT);
        if (document.at(operation).isMissingNode()) {
            throw new AssertionError(exchange + ": the document has no such operation");
        }
        String response = resolved(operation + "/responses/" + answer.statusCode());
        if (document.at(response).isMissingNode()) {
            throw new AssertionError(exchange + ": the document tells no such status");
        }
        if (!answer.body().isEmpty()) {
            String type =
                    answer.headers().firstValue("Content-Type").orElse("none").split(";", 2)[0];
            String media = response + "/content/" + escaped(type);
            if (document.at(media).isMissingNode()) {
                throw new AssertionError(exchange + ": the document tells no body of type " + type);
            }
            validate(exchange, media + "/schema", read(answer.body()));
        }
        if (request != null && answer.statusCode() < 300) {
            String body = resolved(operation + "/requestBody");
            validate(exchange + ", request", body + "/content/application~1json/schema", request);
        }
    }

    private void validate(String what, String pointer, JsonNode value) {
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        var findings = schemas.getSchema(SchemaLocation.of(NAME + "#" + pointer), config)
                .validate(value);
        if (!findings.isEmpty()) {
            throw new AssertionError(findings.stream()
                    .map(finding -> finding.getMessage())
                    .collect(joining("\n  ", what + " does not fit the document:\n  ", "\n" + value)));
        }
    }

    private @Nullable String template(String path) {
        List<String> segments = List.of(path.split("/", -1));
        for (var entry : document.get("paths").properties()) {
            List<String> template = List.of(entry.getKey().split("/", -1));
            boolean fits = template.size() == segments.size();
            for (int i = 0; fits && i < segments.size(); i++) {
                fits = template.get(i).startsWith("{") || template.get(i).equals(segments.get(i));
            }
            if (fits) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** Where a reference leads, or the place itself. */
    private String resolved(String pointer) {
        JsonNode there = document.at(pointer);
        return there.has("$ref") ? there.get("$ref").asText().substring(1) : pointer;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + body, e);
        }
    }
}

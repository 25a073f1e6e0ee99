package io.gatehouse.gateway.response;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;

/** Lets only named fields of an object, or of each object in an array, leave the gateway. Reads and writes in one pass. */
final class FieldAllowList {

    private static final JsonFactory JSON = new JsonFactory();

    private FieldAllowList() {}

    /**
     * The same JSON with the allowed fields alone.
     *
     * @throws IOException when the body is not one JSON object or array of objects
     */
    static byte[] apply(Set<String> allowed, byte[] body) throws IOException {
        var out = new ByteArrayOutputStream(body.length);
        try (JsonParser parser = JSON.createParser(body);
                JsonGenerator generator = JSON.createGenerator(out)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                generator.writeStartArray();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    object(allowed, parser, generator);
                }
                generator.writeEndArray();
            } else {
                object(allowed, parser, generator);
            }
            if (parser.nextToken() != null) {
                throw new IOException("more than one JSON value");
            }
        }
        return out.toByteArray();
    }

    private static void object(Set<String> allowed, JsonParser parser, JsonGenerator generator) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("not an object");
        }
        generator.writeStartObject();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = allowed.contains(parser.currentName());
            if (wanted) {
                generator.writeFieldName(parser.currentName());
            }
            parser.nextToken();
            if (wanted) {
                generator.copyCurrentStructureExact(parser);
            } else {
                parser.skipChildren();
            }
        }
        generator.writeEndObject();
    }
}

package io.gatehouse.gateway.response;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.regex.Pattern;

/** Puts the base path, which services do not know, in front of the paths in Location and Link (RFC 8288). */
final class PublicLinks {

    private static final Pattern TARGET = Pattern.compile("<(/[^>]*)>");

    private PublicLinks() {}

    static void apply(String basePath, MultivaluedMap<String, Object> headers) {
        headers.replaceAll((name, values) -> {
            if (name.equalsIgnoreCase("Location")) {
                return values.stream().map(value -> location(basePath, value)).toList();
            } else if (name.equalsIgnoreCase("Link")) {
                return values.stream().map(value -> link(basePath, value)).toList();
            }
            return values;
        });
    }

    private static Object location(String basePath, Object value) {
        String location = value.toString();
        return location.startsWith("/") && !location.startsWith("//") ? basePath + location : location;
    }

    private static Object link(String basePath, Object value) {
        return TARGET.matcher(value.toString()).replaceAll("<" + basePath + "$1>");
    }
}

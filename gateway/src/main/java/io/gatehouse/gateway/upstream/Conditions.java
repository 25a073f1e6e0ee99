package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.route.Route;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;

/**
 * What a client asks for beyond the resource itself (its encoding, a part of it, only if it changed), in words that fit
 * what the service has. Where the gateway changes the body, parts and encodings of the service's own are of no use.
 */
final class Conditions {

    private static final HeaderNames PARTS = HeaderNames.of("range", "if-range", "accept-encoding");

    private Conditions() {}

    static void adapt(Route route, MultivaluedMap<String, Object> headers) {
        headers.replaceAll((name, values) -> adapted(route, name, values));
        if (route.readsBody()) {
            headers.keySet().removeIf(PARTS::contain);
            headers.putSingle(HttpHeaders.ACCEPT_ENCODING, "identity");
        }
    }

    private static List<Object> adapted(Route route, String name, List<Object> values) {
        if (name.equalsIgnoreCase(HttpHeaders.IF_MATCH)) {
            return values.stream()
                    .<Object>map(value -> FieldsETag.unmarked(value.toString()))
                    .toList();
        } else if (name.equalsIgnoreCase(HttpHeaders.IF_NONE_MATCH)
                && !route.responseFields().isEmpty()) {
            FieldsETag tags = FieldsETag.of(route.responseFields());
            return values.stream()
                    .<Object>map(value -> tags.inward(value.toString()))
                    .toList();
        }
        return values;
    }
}

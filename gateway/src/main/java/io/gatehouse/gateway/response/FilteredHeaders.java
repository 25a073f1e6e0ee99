package io.gatehouse.gateway.response;

import io.gatehouse.gateway.upstream.FieldsETag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The headers of an answer of which only some fields leave: its own entity tag, and no word on bytes that stay behind. */
final class FilteredHeaders {

    private static final Set<String> ON_THE_WHOLE_BODY =
            Set.of("accept-ranges", "content-digest", "content-length", "content-md5", "digest", "repr-digest");

    private FilteredHeaders() {}

    static void apply(Set<String> fields, MultivaluedMap<String, Object> headers) {
        headers.keySet().removeIf(name -> ON_THE_WHOLE_BODY.contains(name.toLowerCase(Locale.ROOT)));
        headers.replaceAll((name, values) -> name.equalsIgnoreCase(HttpHeaders.ETAG) ? marked(fields, values) : values);
    }

    private static List<Object> marked(Set<String> fields, List<Object> values) {
        FieldsETag tags = FieldsETag.of(fields);
        return values.stream()
                .<Object>map(value -> tags.outward(value.toString()))
                .toList();
    }
}

package io.gatehouse.gateway.upstream;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service's answer.
 *
 * @param headers those that may cross to the client
 * @param body its bytes as they came, still encoded if they were; empty without a body
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that pass through and are never compared
public record UpstreamAnswer(int status, MultivaluedMap<String, Object> headers, byte[] body) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The first value of a header, however its name is spelled, or null without one. */
    @Nullable
    String header(String name) {
        for (Map.Entry<String, List<Object>> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue().get(0).toString();
            }
        }
        return null;
    }

    /** True for application/json and every type that is JSON by its suffix (RFC 6839 §3.1). */
    public boolean isJson() {
        Object type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        String name =
                type == null ? "" : type.toString().split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        return name.equals("application/json") || name.endsWith("+json");
    }
}

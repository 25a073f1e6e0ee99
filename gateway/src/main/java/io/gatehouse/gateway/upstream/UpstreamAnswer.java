package io.gatehouse.gateway.upstream;

import io.gatehouse.servicekit.json.JsonType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
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

    public boolean isJson() {
        return JsonType.is(header(HttpHeaders.CONTENT_TYPE));
    }
}

package io.gatehouse.gateway.processor;

import io.gatehouse.servicekit.json.JsonType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A service's answer on its way to the client. A change makes another answer. Part of the API for own gateways.
 *
 * @param status the HTTP status
 * @param headers those that cross to the client; names in any case, values in their order. How the answer is framed
 *     (RFC 9112 §6) is the server's to say: headers about it are left out
 * @param body the bytes, empty without a body; not to be changed in place
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that pass through and are never compared
public record Answer(int status, Map<String, List<String>> headers, byte[] body) {

    private static final List<String> FRAMING =
            List.of("Connection", "Content-Length", "Keep-Alive", "Trailer", "Transfer-Encoding", "Upgrade");

    /** What was true of the old bytes alone (RFC 9110 §8.8.3, §14.3, §14.4; RFC 9530; RFC 1864). */
    private static final List<String> ABOUT_THE_BYTES =
            List.of("ETag", "Accept-Ranges", "Content-Range", "Content-Digest", "Repr-Digest", "Content-MD5");

    public Answer {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException(status + " is no status of an answer");
        }
        Map<String, List<String>> crossing = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        crossing.putAll(headers);
        FRAMING.forEach(crossing::remove);
        headers = Collections.unmodifiableMap(crossing);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** False for what answers HEAD, 304 and 204 among others: even a success need not have one. */
    public boolean hasBody() {
        return body.length > 0;
    }

    public boolean isJson() {
        return JsonType.is(header("Content-Type"));
    }

    /** The first value of a header, or null without one. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    public Answer withStatus(int newStatus) {
        return new Answer(newStatus, headers, body);
    }

    /** With this value as the header's only one. */
    public Answer withHeader(String name, String value) {
        return changed(all -> all.put(name, List.of(value)));
    }

    public Answer withoutHeader(String name) {
        return changed(all -> all.remove(name));
    }

    /** With another body of the same media type. What was said of the old bytes, their ETag above all, is said no more. */
    public Answer withBody(byte[] newBody) {
        Answer bare = changed(all -> ABOUT_THE_BYTES.forEach(all::remove));
        return new Answer(status, bare.headers, newBody);
    }

    private Answer changed(Consumer<Map<String, List<String>>> change) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        change.accept(all);
        return new Answer(status, all, body);
    }
}

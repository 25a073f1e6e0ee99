package io.gatehouse.loadtests.stub;

import io.gatehouse.loadtests.Setting;
import java.time.Duration;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;

/**
 * How a request wants to be answered, by its query: {@code ?delay=2s&status=503&size=65536&drip=10ms&reset=true}.
 *
 * @param delay before the first byte
 * @param status of the answer
 * @param size of the body in bytes, or null for the body that fits the path
 * @param drip the time between two bytes of the body, or zero to send it whole
 * @param reset whether the connection breaks instead of an answer
 */
record Wish(Duration delay, int status, @Nullable Integer size, Duration drip, boolean reset) {

    /** An answer at once. */
    static final Wish PLAIN = new Wish(Duration.ZERO, 200, null, Duration.ZERO, false);

    /**
     * Reads a query; what it does not name is as in {@link #PLAIN}.
     *
     * @throws IllegalArgumentException for values that make no sense
     */
    static Wish of(@Nullable String query) {
        if (query == null) {
            return PLAIN;
        }
        var fields = new Fields(true);
        UrlEncoded.decodeUtf8To(query, fields);
        String size = fields.getValue("size");
        String status = fields.getValue("status");
        return new Wish(
                time(fields.getValue("delay")),
                status == null ? 200 : Integer.parseInt(status),
                size == null ? null : Integer.valueOf(size),
                time(fields.getValue("drip")),
                Boolean.parseBoolean(fields.getValue("reset")));
    }

    private static Duration time(@Nullable String text) {
        return text == null ? Duration.ZERO : Setting.time(text);
    }
}

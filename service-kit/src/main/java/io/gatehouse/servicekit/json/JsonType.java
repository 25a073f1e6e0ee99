package io.gatehouse.servicekit.json;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which media types are JSON. */
public final class JsonType {

    private JsonType() {}

    /**
     * True for application/json and every type that is JSON by its suffix (RFC 6839 §3.1).
     *
     * @param contentType with its parameters, or null for none
     */
    public static boolean is(@Nullable String contentType) {
        String name =
                contentType == null ? "" : contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        return name.equals("application/json") || name.endsWith("+json");
    }
}

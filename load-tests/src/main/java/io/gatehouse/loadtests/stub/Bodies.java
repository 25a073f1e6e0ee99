package io.gatehouse.loadtests.stub;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bodies as users and orders send them, of 0.5 KB. */
final class Bodies {

    static final int USUAL_SIZE = 512;

    private static final byte[] ORDER = filled("""
        {"id":4711,"address":"1 Gatehouse Lane","item":"%s","created_by":17,"created_at":"2026-01-01T00:00:00Z"}\
        """);

    private static final byte[] USER = filled("""
        {"id":17,"username":"user-17","email":"user-17@example.org","full_name":"User Seventeen",\
        "hashed_password":"%s","user_type":"default","created_by":1,"created_at":"2026-01-01T00:00:00Z",\
        "updated_at":"2026-01-01T00:00:00Z"}\
        """);

    private static final Pattern USERNAME = Pattern.compile("\"username\" ?: ?\"([a-z]+)-?(\\d*)\"");

    private Bodies() {}

    /** What a service answers at this path. */
    static byte[] at(String path) {
        return path.startsWith("/orders") ? ORDER : USER;
    }

    /** JSON of a wanted size. */
    static byte[] ofSize(int size) {
        return size < 2
                ? "1".repeat(size).getBytes(StandardCharsets.US_ASCII)
                : ('"' + "x".repeat(size - 2) + '"').getBytes(StandardCharsets.US_ASCII);
    }

    /** Everyone may log in: {@code user-17} is user 17, {@code admin} the administrator. */
    static byte[] login(String request) {
        Matcher username = USERNAME.matcher(request);
        boolean numbered = username.find() && !username.group(2).isEmpty();
        String user = numbered
                ? "{\"id\":" + username.group(2) + ",\"user_type\":\"default\",\"session_id\":\"stub\"}"
                : "{\"id\":1,\"user_type\":\"admin\",\"session_id\":\"stub\"}";
        return user.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] filled(String template) {
        int missing = USUAL_SIZE - template.length() + "%s".length();
        return template.replace("%s", "x".repeat(missing)).getBytes(StandardCharsets.US_ASCII);
    }
}

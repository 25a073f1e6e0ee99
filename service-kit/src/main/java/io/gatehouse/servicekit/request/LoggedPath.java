package io.gatehouse.servicekit.request;

/**
 * A path as logs and traces may show it. Somebody puts a token where an id belongs, sooner or later; ids are at most 36
 * characters long here, which is a UUID, and every token is longer.
 */
public final class LoggedPath {

    private static final int LONGEST = 36;
    private static final int SHOWN = 8;

    private LoggedPath() {}

    /** The path with the beginnings alone of segments that may be tokens. The same object when there are none. */
    public static String of(String path) {
        int start = 0;
        for (int end = 0; end <= path.length(); end++) {
            if (end == path.length() || path.charAt(end) == '/') {
                if (end - start > LONGEST) {
                    return path.substring(0, start + SHOWN) + "..." + of(path.substring(end));
                }
                start = end + 1;
            }
        }
        return path;
    }
}

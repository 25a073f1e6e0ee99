package io.gatehouse.gateway.route;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request's path, cut into segments, each decoded once. Whatever could mean another path to another reader is
 * refused: empty and dot segments, encoded slashes, backslashes, control characters, path parameters (RFC 3986 §3.3).
 */
final class RequestPath {

    private RequestPath() {}

    /** The decoded segments, or null for a path that is refused. */
    static @Nullable List<String> segments(String rawPath) {
        if (!rawPath.startsWith("/")) {
            return null;
        } else if (rawPath.length() == 1) {
            return List.of();
        }
        List<String> segments = new ArrayList<>(6);
        int start = 1;
        while (start <= rawPath.length()) {
            int slash = rawPath.indexOf('/', start);
            int end = slash < 0 ? rawPath.length() : slash;
            String segment = decode(rawPath.substring(start, end));
            if (segment == null) {
                return null;
            }
            segments.add(segment);
            start = end + 1;
        }
        return segments;
    }

    /** A segment spelled in the one way that we send it on. */
    static String encode(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            if (!isUnreserved(segment.charAt(i))) {
                return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
            }
        }
        return segment;
    }

    private static @Nullable String decode(String raw) {
        String segment = raw;
        if (raw.indexOf('%') >= 0) {
            try {
                segment = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
            return null;
        }
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c < 0x20 || c == 0x7f || c == '/' || c == '\\' || c == ';' || c == '%' || c == '\uFFFD') {
                return null;
            }
        }
        return segment;
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}

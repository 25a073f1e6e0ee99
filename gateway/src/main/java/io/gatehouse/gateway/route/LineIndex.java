package io.gatehouse.gateway.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On which line of a route file each key stands, and each element of a list. A path is the keys that lead to a place; an
 * element of a list goes by its index. Lines count from 1.
 */
final class LineIndex {

    private final Map<List<String>, Integer> lines = new HashMap<>();

    void put(List<String> path, int line) {
        lines.put(path, line);
    }

    /** A key that is merged in ({@code <<}) does not take the place of one that stands there itself. */
    void putFirst(List<String> path, int line) {
        lines.putIfAbsent(path, line);
    }

    /** Whether the file has this key, whatever has become of its value. */
    boolean has(List<String> path) {
        return lines.containsKey(path);
    }

    /** The line of the key at this path, or of the nearest key above it that exists. */
    int lineOf(List<String> path) {
        for (int length = path.size(); length > 0; length--) {
            @Nullable Integer line = lines.get(path.subList(0, length));
            if (line != null) {
                return line;
            }
        }
        return 1;
    }
}

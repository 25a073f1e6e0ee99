package io.gatehouse.gateway.route;

import io.gatehouse.gateway.route.RouteFileException.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The faults of a route file, gathered so that all are told at once, each with its line. */
final class Faults {

    private final Path file;
    private final LineIndex lines;
    private final List<Fault> found = new ArrayList<>();

    Faults(Path file, LineIndex lines) {
        this.file = file;
        this.lines = lines;
    }

    /** @param path the keys that lead to the place at fault */
    void add(String message, String... path) {
        var fault = new Fault(lines.lineOf(List.of(path)), message);
        if (!found.contains(fault)) {
            found.add(fault);
        }
    }

    /** A name that nothing bears. */
    void addUnknown(String kind, String name, Set<String> known, String... path) {
        add(
                "there is no " + kind + " '" + name + "'; there are "
                        + known.stream().sorted().toList(),
                path);
    }

    int count() {
        return found.size();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    RouteFileException asException() {
        return new RouteFileException(file, found);
    }
}

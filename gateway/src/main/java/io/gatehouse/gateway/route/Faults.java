package io.gatehouse.gateway.route;

import io.gatehouse.gateway.route.RouteFileException.Fault;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The faults of a route file, gathered so that all are told at once, each with its line. */
final class Faults {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");

    private final Path file;
    private final LineIndex lines = new LineIndex();
    private final Set<Fault> found = new LinkedHashSet<>();
    private final Set<Fault> warnings = new LinkedHashSet<>();

    Faults(Path file) {
        this.file = file;
    }

    /** Filled while the file is read. */
    LineIndex lines() {
        return lines;
    }

    void add(int line, String message) {
        found.add(new Fault(line, message));
    }

    /** @param path the keys that lead to the place at fault */
    void add(String message, String... path) {
        add(message, List.of(path));
    }

    void add(String message, List<String> path) {
        add(lines.lineOf(path), message);
    }

    /** What the gateway can serve with, but nobody is likely to have meant. */
    void warn(String message, String... path) {
        warnings.add(new Fault(lines.lineOf(List.of(path)), message));
    }

    /**
     * A name that nothing bears; no fault of its own when something does that is at fault itself.
     *
     * @param section where such names are given
     */
    void addUnknown(String kind, String section, String name, Set<String> known, String... path) {
        if (!lines.has(List.of(section, name))) {
            add(
                    "there is no " + kind + " '" + name + "'; there are "
                            + known.stream().sorted().toList(),
                    path);
        }
    }

    /** Names appear in tokens, metrics and logs. */
    void checkName(String name, String section) {
        if (!NAME.matcher(name).matches()) {
            add("'" + name + "' is no name: letters, digits, - and _, a letter first, 63 at most", section, name);
        }
    }

    int count() {
        return found.size();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    RouteFileException asException() {
        return new RouteFileException(file, sorted(found));
    }

    List<Fault> warnings() {
        return sorted(warnings);
    }

    private static List<Fault> sorted(Set<Fault> faults) {
        return faults.stream().sorted(Comparator.comparingInt(Fault::line)).toList();
    }
}

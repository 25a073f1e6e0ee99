package io.gatehouse.loadtests.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The shipped route file with limits that no load test reaches. All else stays: the shipped file is what is measured. */
public final class RaisedRoutes {

    private static final int NO_LIMIT = 100_000_000;
    private static final int MAX_IN_FLIGHT = 20_000;

    private final Map<String, Object> file;

    private RaisedRoutes(Map<String, Object> file) {
        this.file = file;
    }

    public static RaisedRoutes shipped() {
        try {
            Path routes = Installation.ROOT.resolve("gateway").resolve("routes.yml");
            Map<String, Object> file = new Yaml().load(Files.readString(routes));
            var raised = new RaisedRoutes(file);
            entries(file.get("services")).values().forEach(service -> entries(service)
                    .put("max-in-flight", MAX_IN_FLIGHT));
            entries(file.get("rate-limits")).values().forEach(limit -> {
                entries(limit).put("allow", NO_LIMIT + " per 1s");
                entries(limit).put("burst", NO_LIMIT);
            });
            return raised;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for a service that takes its time: a route waits until then. */
    public RaisedRoutes patient(Duration longest) {
        Map<String, Object> timeouts = new LinkedHashMap<>();
        timeouts.put("connect", longest.toMillis() + "ms");
        timeouts.put("response", longest.toMillis() + "ms");
        timeouts.put("total", 2 * longest.toMillis() + "ms");
        entries(file.get("defaults")).put("timeouts", timeouts);
        return this;
    }

    /** The same with so many more routes, which nobody asks for. */
    public RaisedRoutes crowded(int more) {
        Map<String, Object> routes = entries(file.get("routes"));
        for (int i = 0; i < more; i++) {
            routes.put("GET /crowd-" + i / 10 + "/{id}/part-" + i % 10, Map.of("service", "orders"));
        }
        return this;
    }

    Path write(Path folder) {
        Path written = folder.resolve("routes.yml");
        try {
            return Files.writeString(written, text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return new Yaml().dump(file);
    }

    /** A mapping of the file, empty if it is not there. */
    @SuppressWarnings("unchecked") // a YAML mapping, and a route file's keys are texts
    private static Map<String, Object> entries(@Nullable Object node) {
        return node == null ? new LinkedHashMap<>() : (Map<String, Object>) node;
    }
}

package io.gatehouse.gateway.route;

import java.nio.file.Path;
import java.util.Map;

/**
 * Reads a route file strictly: an unknown or repeated key, a name that nothing bears or two routes for one operation
 * fail with file, line and hint, all of them at once. {@code ${NAME:-default}} is replaced from the environment.
 */
public final class RouteFileReader {

    private final Variables variables;

    public RouteFileReader(Map<String, String> environment) {
        this.variables = new Variables(environment);
    }

    /** {@link #check} for those who have no use for warnings. */
    public RouteTable read(Path file) {
        return check(file).table();
    }

    /**
     * Reads a file.
     *
     * @throws RouteFileException with all faults found
     */
    public CheckedRoutes check(Path file) {
        return check(file, Snapshot.of(file));
    }

    CheckedRoutes check(Path file, Snapshot content) {
        var faults = new Faults(file);
        var tree = new RouteFileTree(variables, faults).read(content.text(file));
        var said = new RouteFileBinding(faults).bind(tree);
        RouteTable table = new RouteFileResolver(said, faults).resolve();
        return new CheckedRoutes(table, faults.warnings());
    }
}

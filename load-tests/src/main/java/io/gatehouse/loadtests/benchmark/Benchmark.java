package io.gatehouse.loadtests.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ./stack load benchmark [part ...]}: measures, keeps the figures and writes the page that shows them. */
public final class Benchmark {

    private static final Map<String, Runnable> PARTS = parts();

    private Benchmark() {}

    /**
     * Runs parts.
     *
     * @param arguments the parts, none for all
     */
    public static void main(String[] arguments) {
        List<String> wanted = arguments.length == 0 ? List.copyOf(PARTS.keySet()) : List.of(arguments);
        for (String part : wanted) {
            Runnable known = PARTS.get(part);
            if (known == null) {
                System.err.println("There is no part " + part + ", only " + String.join(", ", PARTS.keySet()) + ".");
                System.exit(2);
            } else {
                System.out.println("Measuring " + part + " ...");
                known.run();
            }
        }
        String table = Report.table();
        Results.write("README.md", Report.page(table));
        Results.read("proxy").forEach(result -> Results.write(Plot.file(result), Plot.svg(result)));
        System.out.println("\n" + table + "\nFigures, table and plot: " + Results.folder());
    }

    private static Map<String, Runnable> parts() {
        Map<String, Runnable> parts = new LinkedHashMap<>();
        parts.put("start-up", () -> new StartPart().run());
        parts.put("proxy", () -> new ProxyRuns().run());
        parts.put("in-flight", () -> new InFlightPart().run());
        parts.put("routes", () -> new RoutesPart().run());
        parts.put("logins", () -> new LoginsPart().run());
        return parts;
    }
}

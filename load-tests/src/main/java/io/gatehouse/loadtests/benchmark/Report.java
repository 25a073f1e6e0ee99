package io.gatehouse.loadtests.benchmark;

import static io.gatehouse.loadtests.benchmark.Markdown.origin;
import static io.gatehouse.loadtests.benchmark.Markdown.row;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The results in Markdown. */
final class Report {

    private static final Map<String, String> NAMES = names();

    private Report() {}

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("direct", "direct");
        names.put("nginx", "nginx, plain proxy");
        names.put("gateway", "gateway");
        names.put("fields", "gateway, `response-fields`");
        return names;
    }

    /** The page of the results folder. */
    static String page(String table) {
        var plots = new StringBuilder();
        Results.read("proxy")
                .forEach(result -> plots.append("![CPU time a request, and throughput since the start of the process](")
                        .append(Plot.file(result))
                        .append(")\n"));
        return """
            # Results

            Written by `./stack load benchmark`; [docs/performance.md](../../docs/performance.md) tells the method. Of several runs the
            one in the middle is shown whole.

            %s%s""".formatted(table, plots);
    }

    /** What there are results of. */
    static String table() {
        return all("start-up", Report::startUp)
                + all("proxy", Report::proxy)
                + all("proxy-runs", Report::proxyRuns)
                + all("in-flight", Report::inFlight)
                + all("routes", Report::routes)
                + all("logins", Report::logins);
    }

    private static String all(String part, Function<JsonNode, String> table) {
        return Results.read(part).stream().map(table).collect(Collectors.joining());
    }

    private static String startUp(JsonNode result) {
        return origin(result) + "| start of the gateway | live after s | ready after s |\n|---|---|---|\n"
                + start("without a class archive", result.path("plain"))
                + start("with one", result.path("archived"))
                + "\n";
    }

    private static String start(String name, JsonNode figures) {
        return row(name, figures.path("liveSeconds"), figures.path("readySeconds"));
    }

    static String proxy(JsonNode result) {
        var text = new StringBuilder(origin(result));
        text.append("| path | requests/s | p50 ms | p99 ms | CPU µs/request | p50 ms at 500/s | p99 ms at 500/s |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        NAMES.forEach((key, name) -> {
            JsonNode closed = result.path("closed").path(key);
            JsonNode open = result.path("open").path(key);
            if (!closed.isMissingNode()) {
                text.append(row(
                        name,
                        closed.path("throughput"),
                        closed.path("p50Millis"),
                        closed.path("p99Millis"),
                        closed.path("cpuMicros"),
                        open.path("p50Millis"),
                        open.path("p99Millis")));
            }
        });
        text.append("\n| the gateway's process | |\n|---|---|\n");
        text.append(row("live after", result.path("liveSeconds"), "s"));
        text.append(row("ready after", result.path("readySeconds"), "s"));
        text.append(row("at 80 % of its peak throughput after", result.path("nearPeakSeconds"), "s"));
        text.append(row("allocated a request", result.path("allocatedBytes"), "bytes"));
        text.append(row("resident at most", result.path("residentMiB"), "MiB"));
        text.append(row("threads", result.path("threads"), ""));
        return text.append('\n').toString();
    }

    static String proxyRuns(JsonNode result) {
        var text = new StringBuilder(origin(result));
        text.append("| runs of the gateway | median | each |\n|---|---|---|\n");
        for (RunFigure figure : RunFigure.values()) {
            double[] runs = doubles(result.path(figure.key()));
            if (runs.length > 0) {
                text.append("| %s | %s | %s |\n"
                        .formatted(
                                figure.label(),
                                Markdown.text(Figures.median(runs)),
                                Arrays.stream(runs).mapToObj(Markdown::text).collect(Collectors.joining(", "))));
            }
        }
        return text.append('\n').toString();
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static String inFlight(JsonNode result) {
        var text = new StringBuilder(origin(result));
        text.append(
                "| in flight to a service of 2 s | failed | p50 ms | p99 ms | p50 ms, all begun at once "
                        + "| heap | threads | peak resident MiB | heap bytes a request |\n|---|---|---|---|---|---|---|---|---|\n");
        result.fieldNames().forEachRemaining(size -> {
            JsonNode figures = result.path(size);
            if (figures.isObject()) {
                text.append(row(
                        size,
                        figures.path("failures"),
                        figures.path("p50Millis"),
                        figures.path("p99Millis"),
                        figures.path("burstP50Millis"),
                        figures.path("heap"),
                        figures.path("threads"),
                        figures.path("residentMiB"),
                        figures.path("heapBytesPerRequest")));
            }
        });
        return text.append('\n').toString();
    }

    private static String routes(JsonNode result) {
        return origin(result) + "| routes | CPU µs/request |\n|---|---|\n"
                + row("as shipped", result.path("fewCpuMicros"))
                + row("1,000 more", result.path("manyCpuMicros"))
                + row("ratio", result.path("ratio"))
                + "\n";
    }

    static String logins(JsonNode result) {
        var text = new StringBuilder(origin(result));
        text.append("| `GET /orders`, 200 requests/s, while 64 clients log in | p50 ms alone | p50 ms | p99 ms alone "
                + "| p99 ms | p99 ratio | logins/s: let in | wrong | told to come back | processors of users "
                + "| p99 ms, while a process that yields to all hashes instead |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|\n");
        text.append(storm("all processes share the processors", result.path("shared")));
        if (result.has("apart")) {
            text.append(storm("users has one of its own, all else the other", result.path("apart")));
        }
        JsonNode refusals = result.path("refusals");
        text.append("\n| refused logins, one at a time, medians | |\n|---|---|\n");
        text.append(row("tries of each", refusals.path("tries"), ""));
        text.append(row("wrong password", refusals.path("wrongPasswordMillis"), "ms"));
        text.append(row("unknown user", refusals.path("unknownUserMillis"), "ms"));
        text.append(row("difference", refusals.path("differencePercent"), "%"));
        return text.append('\n').toString();
    }

    private static String storm(String name, JsonNode figures) {
        JsonNode logins = figures.path("loginsPerSecond");
        return row(
                name,
                figures.path("alone").path("p50Millis"),
                figures.path("underLogins").path("p50Millis"),
                figures.path("alone").path("p99Millis"),
                figures.path("underLogins").path("p99Millis"),
                figures.path("p99Ratio"),
                logins.path("200"),
                logins.path("401"),
                logins.path("503"),
                figures.path("usersProcessors"),
                figures.path("bareHashing").path("p99Millis"));
    }
}

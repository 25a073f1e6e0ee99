package io.gatehouse.loadtests.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** Two plots side by side, as SVG: CPU time a request, and throughput since the start of the process. */
final class Plot {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 320;
    private static final int LEFT = 50;
    private static final int TOP = 40;
    private static final int BOTTOM = 270;
    private static final int BARS_RIGHT = 350;
    private static final int CURVE_LEFT = 450;
    private static final int CURVE_RIGHT = 840;
    private static final int GRID_LINES = 4;
    private static final List<String> BARS = List.of("nginx", "gateway", "fields");

    private final JsonNode result;
    private final StringBuilder svg = new StringBuilder();

    private Plot(JsonNode result) {
        this.result = result;
    }

    /** The plot of a result of {@link ProxyPart}. */
    static String svg(JsonNode result) {
        return new Plot(result).draw();
    }

    /** What its file is called. */
    static String file(JsonNode result) {
        return "proxy-java" + result.path("java").asInt() + ".svg";
    }

    private String draw() {
        add(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='13'>",
                WIDTH, HEIGHT);
        add("<rect width='%d' height='%d' fill='white'/>", WIDTH, HEIGHT);
        bars();
        curve();
        return svg.append("</svg>\n").toString();
    }

    private void bars() {
        double most = BARS.stream().mapToDouble(this::cost).max().orElse(1);
        double top = nice(most);
        title(LEFT, "CPU µs a request");
        grid(LEFT, BARS_RIGHT, top);
        int step = (BARS_RIGHT - LEFT) / BARS.size();
        for (int i = 0; i < BARS.size(); i++) {
            double y = y(cost(BARS.get(i)), top);
            int x = LEFT + i * step + step / 5;
            add(
                    "<rect x='%d' y='%.1f' width='%d' height='%.1f' fill='%s'/>",
                    x, y, step * 3 / 5, BOTTOM - y, i == 0 ? "#9aa5b1" : "#2563a8");
            add("<text x='%d' y='%.1f' text-anchor='middle'>%.0f</text>", x + step * 3 / 10, y - 6, cost(BARS.get(i)));
            add("<text x='%d' y='%d' text-anchor='middle'>%s</text>", x + step * 3 / 10, BOTTOM + 20, label(i));
        }
    }

    private static String label(int bar) {
        return BARS.get(bar).equals("fields") ? "response-fields" : BARS.get(bar);
    }

    private double cost(String contender) {
        return result.path("closed").path(contender).path("cpuMicros").asDouble();
    }

    private void curve() {
        JsonNode ages = result.path("warmUpAge");
        JsonNode throughputs = result.path("warmUpThroughput");
        double top = 1;
        for (JsonNode throughput : throughputs) {
            top = Math.max(top, throughput.asDouble());
        }
        top = nice(top);
        title(CURVE_LEFT, "Requests/s, by seconds since the process was started");
        grid(CURVE_LEFT, CURVE_RIGHT, top);
        double last = Math.max(1, ages.path(ages.size() - 1).asDouble());
        var points = new StringBuilder();
        for (int i = 0; i < ages.size(); i++) {
            points.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f ",
                    CURVE_LEFT + (CURVE_RIGHT - CURVE_LEFT) * ages.get(i).asDouble() / last,
                    y(throughputs.get(i).asDouble(), top)));
        }
        add(
                "<polyline points='%s' fill='none' stroke='#2563a8' stroke-width='2'/>",
                points.toString().trim());
        for (int i = 0; i <= GRID_LINES; i++) {
            add(
                    "<text x='%d' y='%d' text-anchor='middle'>%.0f</text>",
                    CURVE_LEFT + (CURVE_RIGHT - CURVE_LEFT) * i / GRID_LINES, BOTTOM + 20, last * i / GRID_LINES);
        }
    }

    private void title(int x, String text) {
        add("<text x='%d' y='%d' font-weight='bold'>%s</text>", x, TOP - 18, text);
    }

    private void grid(int left, int right, double top) {
        for (int i = 0; i <= GRID_LINES; i++) {
            double y = y(top * i / GRID_LINES, top);
            add("<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#ddd'/>", left, right, y, y);
            add(
                    "<text x='%d' y='%.1f' text-anchor='end' fill='#555'>%.0f</text>",
                    left - 6, y + 4, top * i / GRID_LINES);
        }
    }

    private static double y(double value, double top) {
        return BOTTOM - (BOTTOM - TOP) * value / top;
    }

    /** The next number of which a quarter is round too. */
    private static double nice(double value) {
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(1, value)))) / 5 * 2;
        return Math.ceil(value / step) * step;
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}

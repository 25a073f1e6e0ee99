package io.gatehouse.loadtests.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.loadtests.Setting;
import io.gatehouse.loadtests.bed.RaisedRoutes;
import io.gatehouse.loadtests.bed.ServerProcess;
import io.gatehouse.loadtests.generator.LoadGenerator;
import io.gatehouse.loadtests.generator.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Thousands of requests under way to a service that takes two seconds: for some seconds, begun evenly and each followed
 * by the next, and all begun at the same moment.
 */
final class InFlightPart {

    /** And the heap for each: some 35 KB a request, and 130 MB. */
    private static final Map<Integer, String> SIZES = new TreeMap<>(Map.of(5_000, "-Xmx320m", 8_000, "-Xmx512m"));

    private static final int ROUNDS = 5;
    private static final int CLASSES_TOLD = 14;
    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration WARM_UP = Pace.of(60);
    private static final Duration SUSTAINED = DELAY.multipliedBy(3);

    private final ObjectNode result = Results.begin();

    void run() {
        try (var rig = new Rig()) {
            List<String> tokens = rig.train();
            SIZES.forEach((size, heap) -> {
                RaisedRoutes routes = RaisedRoutes.shipped().patient(PATIENCE);
                try (ServerProcess gateway = rig.gateway("gateway-" + size, routes, heap, rig.archived())) {
                    gateway.awaitProbe("/ready");
                    run(gateway, tokens, size);
                }
            });
        }
        Results.write("in-flight", result);
    }

    private void run(ServerProcess gateway, List<String> tokens, int size) {
        try (var load =
                new LoadGenerator(gateway.url(), Rig.requests(Rig.PLAIN, tokens), Setting.CONNECTIONS.number())) {
            load.closed(WARM_UP);
        }
        var figures = new ProcessFigures(gateway.pid());
        long idle = ProcessFigures.total(figures.histogram());
        List<byte[]> slow = Rig.requests(Rig.PLAIN + "?delay=" + DELAY.toMillis() + "ms", tokens);
        try (var load = new LoadGenerator(gateway.url(), slow, size)) {
            measure(load, size, gateway, figures, idle);
        }
    }

    private void measure(LoadGenerator load, int size, ServerProcess gateway, ProcessFigures figures, long idle) {
        var sustained = new Figures();
        for (int round = 0; round < ROUNDS; round++) {
            sustained.add(Figures.Round.of(load.sustained(DELAY, SUSTAINED), Double.NaN));
        }
        var bursts = new Figures();
        for (int round = 0; round < ROUNDS; round++) {
            bursts.add(Figures.Round.of(load.burst(), Double.NaN));
        }
        var node = result.putObject(Integer.toString(size));
        node.put("heap", SIZES.get(size));
        node.put("idleHeapMiB", idle >> 20);
        node.put("p50Millis", Results.rounded(sustained.median(Figures.Round::p50)));
        node.put("p99Millis", Results.rounded(sustained.median(Figures.Round::p99)));
        node.put("burstP50Millis", Results.rounded(bursts.median(Figures.Round::p50)));
        node.put("failures", sustained.failures() + bursts.failures());
        node.put("threads", (int) ProcessFigures.metric(gateway.adminUrl(), "jvm_threads_peak"));
        node.put("residentMiB", figures.resident() >> 20);
        // Looked at when all are under way; the collection that this takes would spoil the figures above.
        CompletableFuture<String> look = CompletableFuture.supplyAsync(
                figures::histogram, CompletableFuture.delayedExecutor(DELAY.toMillis() / 2, TimeUnit.MILLISECONDS));
        Sample whileLooking = load.burst();
        String histogram = look.join();
        node.put("heapBytesPerRequest", (ProcessFigures.total(histogram) - idle) / size);
        node.put("failuresWhileLooking", whileLooking.failures());
        biggest(histogram).forEach(node.putArray("biggest")::add);
    }

    /** Class, instances, bytes. */
    private static List<String> biggest(String histogram) {
        List<String> biggest = new ArrayList<>();
        histogram
                .lines()
                .map(String::trim)
                .filter(line -> line.matches("\\d+: .*"))
                .limit(CLASSES_TOLD)
                .map(line -> line.split("\\s+"))
                .forEach(columns -> biggest.add(columns[3] + " " + columns[1] + " " + columns[2]));
        return biggest;
    }
}

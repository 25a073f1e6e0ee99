package io.gatehouse.loadtests.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.loadtests.Setting;
import io.gatehouse.loadtests.bed.RaisedRoutes;
import io.gatehouse.loadtests.bed.ServerProcess;
import io.gatehouse.loadtests.generator.LoadGenerator;
import io.gatehouse.loadtests.generator.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One gateway from its start: until it is live, ready and fast, then its cost and latency against the direct call and
 * nginx, in rounds that take turns so that all meet the same machine.
 */
final class ProxyPart {

    private static final int ROUNDS = 5;
    private static final Duration ROUND = Pace.of(3);
    private static final Duration WARM_UP = Pace.of(150);
    private static final Duration STEP = Duration.ofSeconds(1);

    /** Steps whose mean counts, so that one lucky second is no peak. */
    private static final int SMOOTHED = 4;

    private static final double NEARLY = 0.8;
    private static final int STEADY_RATE = 500;
    private static final Duration STEADY = Pace.of(4);

    private final ObjectNode result = Results.begin();

    ObjectNode measure() {
        try (var rig = new Rig();
                Nginx nginx = Nginx.start(rig.folder(), rig.upstream())) {
            List<String> tokens = rig.train();
            try (ServerProcess gateway = rig.gateway("gateway", RaisedRoutes.shipped(), rig.archived())) {
                start(gateway, tokens);
                Map<String, Contender> contenders = new LinkedHashMap<>();
                contenders.put("direct", new Contender(rig.upstream(), Rig.direct(Rig.PLAIN), null));
                if (nginx != null) {
                    contenders.put("nginx", new Contender(nginx.url(), Rig.direct(Rig.PLAIN), nginx.figures()));
                }
                var figures = new ProcessFigures(gateway.pid());
                contenders.put("gateway", new Contender(gateway.url(), Rig.requests(Rig.PLAIN, tokens), figures));
                contenders.put("fields", new Contender(gateway.url(), Rig.requests(Rig.FIELDS, tokens), figures));
                compare(contenders, gateway);
                latency(contenders);
                contenders.values().forEach(Contender::close);
                result.put("residentMiB", figures.resident() >> 20);
                result.put("threads", (int) ProcessFigures.metric(gateway.adminUrl(), "jvm_threads_current"));
            }
        }
        return result;
    }

    private void start(ServerProcess gateway, List<String> tokens) {
        result.put("liveSeconds", seconds(gateway.awaitProbe("/alive")));
        result.put("readySeconds", seconds(gateway.awaitProbe("/ready")));
        List<byte[]> requests = new ArrayList<>();
        List<byte[]> plain = Rig.requests(Rig.PLAIN, tokens);
        List<byte[]> fields = Rig.requests(Rig.FIELDS, tokens);
        for (int i = 0; i < plain.size(); i++) {
            requests.add(plain.get(i));
            requests.add(fields.get(i));
        }
        List<Double> ages = new ArrayList<>();
        List<Double> throughputs = new ArrayList<>();
        var figures = new ProcessFigures(gateway.pid());
        var costs = result.putArray("warmUpCpuMicros");
        try (var load = new LoadGenerator(gateway.url(), requests, Setting.CONNECTIONS.number())) {
            long end = System.nanoTime() + WARM_UP.toNanos();
            while (System.nanoTime() < end) {
                Duration before = figures.cpu();
                Sample step = load.closed(STEP);
                costs.add(Results.rounded(figures.cpu().minus(before).toNanos() / 1e3 / Math.max(1, step.requests())));
                ages.add(seconds(gateway.age()));
                throughputs.add(Results.rounded(step.throughput()));
            }
        }
        ages.forEach(result.putArray("warmUpAge")::add);
        throughputs.forEach(result.putArray("warmUpThroughput")::add);
        List<Double> smooth = smooth(throughputs);
        double peak = smooth.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        result.put("peakThroughput", Results.rounded(peak));
        for (int i = 0; i < smooth.size(); i++) {
            if (smooth.get(i) >= NEARLY * peak) {
                result.put("nearPeakSeconds", ages.get(i));
                return;
            }
        }
    }

    private static List<Double> smooth(List<Double> values) {
        List<Double> smooth = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            smooth.add(values.subList(Math.max(0, i - SMOOTHED + 1), i + 1).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow());
        }
        return smooth;
    }

    private void compare(Map<String, Contender> contenders, ServerProcess gateway) {
        double allocatedBefore = allocated(gateway);
        for (int round = 0; round < ROUNDS; round++) {
            contenders.values().forEach(contender -> contender.closed(ROUND));
        }
        long answered = contenders.values().stream()
                .filter(contender -> contender.isAt(gateway.url()))
                .mapToLong(Contender::answered)
                .sum();
        result.put("allocatedBytes", Results.rounded((allocated(gateway) - allocatedBefore) / answered));
        var closed = result.putObject("closed");
        contenders.forEach((name, contender) -> put(closed.putObject(name), contender.figures()));
    }

    private static double allocated(ServerProcess gateway) {
        return ProcessFigures.metric(gateway.adminUrl(), "jvm_memory_pool_allocated_bytes_total");
    }

    private void latency(Map<String, Contender> contenders) {
        Map<String, Figures> figures = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            contenders.forEach((name, contender) ->
                    figures.computeIfAbsent(name, key -> new Figures()).add(contender.open(STEADY_RATE, STEADY)));
        }
        var open = result.putObject("open");
        figures.forEach((name, rounds) -> put(open.putObject(name), rounds));
    }

    private static void put(ObjectNode node, Figures figures) {
        node.put("throughput", Results.rounded(figures.median(Figures.Round::throughput)));
        node.put("p50Millis", Results.rounded(figures.median(Figures.Round::p50)));
        node.put("p99Millis", Results.rounded(figures.median(Figures.Round::p99)));
        double cpu = figures.median(Figures.Round::cpuMicros);
        if (!Double.isNaN(cpu)) {
            node.put("cpuMicros", Results.rounded(cpu));
            figures.rounds()
                    .forEach(round -> node.withArray("cpuMicrosRounds").add(Results.rounded(round.cpuMicros())));
        }
        node.put("failures", figures.failures());
    }

    private static double seconds(Duration duration) {
        return Results.rounded(duration.toMillis() / 1e3);
    }
}

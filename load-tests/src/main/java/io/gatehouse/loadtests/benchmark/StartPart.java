package io.gatehouse.loadtests.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.loadtests.bed.RaisedRoutes;
import io.gatehouse.loadtests.bed.ServerProcess;
import java.time.Duration;

/** How long a gateway takes from the start of its process to live and to ready, with a class archive and without. */
final class StartPart {

    private static final int STARTS = 5;

    private final ObjectNode result = Results.begin();

    void run() {
        try (var rig = new Rig()) {
            rig.train();
            measure(rig, "plain");
            measure(rig, "archived", rig.archived());
        }
        Results.write("start-up", result);
    }

    private void measure(Rig rig, String name, String... flags) {
        double[] live = new double[STARTS];
        double[] ready = new double[STARTS];
        for (int start = 0; start < STARTS; start++) {
            try (ServerProcess gateway = rig.gateway(name, RaisedRoutes.shipped(), flags)) {
                live[start] = seconds(gateway.awaitProbe("/alive"));
                ready[start] = seconds(gateway.awaitProbe("/ready"));
            }
        }
        var node = result.putObject(name);
        node.put("liveSeconds", Results.rounded(Figures.median(live)));
        node.put("readySeconds", Results.rounded(Figures.median(ready)));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}

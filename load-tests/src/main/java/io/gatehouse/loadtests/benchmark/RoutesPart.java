package io.gatehouse.loadtests.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.loadtests.bed.RaisedRoutes;
import io.gatehouse.loadtests.bed.ServerProcess;
import java.time.Duration;
import java.util.List;

/** The shipped route file against one with a thousand routes more. */
final class RoutesPart {

    private static final int MORE = 1_000;
    private static final int ROUNDS = 7;
    private static final int WARM_UP_ROUNDS = 12;
    private static final Duration ROUND = Pace.of(4);

    private final ObjectNode result = Results.begin();

    void run() {
        try (var rig = new Rig();
                ServerProcess few = rig.gateway("few", RaisedRoutes.shipped());
                ServerProcess many = rig.gateway("many", RaisedRoutes.shipped().crowded(MORE))) {
            few.awaitProbe("/ready");
            many.awaitProbe("/ready");
            List<byte[]> requests = Rig.requests(Rig.PLAIN, rig.tokens(few.url()));
            try (var toFew = new Contender(few.url(), requests, new ProcessFigures(few.pid()));
                    var toMany = new Contender(many.url(), requests, new ProcessFigures(many.pid()))) {
                measure(toFew, toMany);
            }
        }
        Results.write("routes", result);
    }

    private void measure(Contender toFew, Contender toMany) {
        var few = new Figures();
        var many = new Figures();
        for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
            Figures.Round fewRound = toFew.closed(ROUND);
            Figures.Round manyRound = toMany.closed(ROUND);
            if (round >= WARM_UP_ROUNDS) {
                few.add(fewRound);
                many.add(manyRound);
            }
        }
        double fewCost = few.median(Figures.Round::cpuMicros);
        double manyCost = many.median(Figures.Round::cpuMicros);
        result.put("fewCpuMicros", Results.rounded(fewCost));
        result.put("manyCpuMicros", Results.rounded(manyCost));
        result.put("ratio", Results.rounded(manyCost / fewCost));
        result.put("failures", few.failures() + many.failures());
    }
}

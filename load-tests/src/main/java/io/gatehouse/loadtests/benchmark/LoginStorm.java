package io.gatehouse.loadtests.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.loadtests.bed.TestBed;
import io.gatehouse.loadtests.generator.Crowd;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads at a steady rate, in rounds that take turns: nobody else there, a crowd that logs in, and, to compare with,
 * hashing and nothing else of a login.
 */
final class LoginStorm implements AutoCloseable {

    private static final int ROUNDS = 5;
    private static final int READS_A_SECOND = 200;
    private static final Duration ROUND = Pace.of(20);
    private static final Duration WARM_UP = Pace.of(40);

    /** The compiler takes its time for what few requests pass. */
    private static final Duration LONG_WARM_UP = Pace.of(60);

    /** They log in as fast as it goes, as none of them is turned away. */
    private static final int FEW = 8;

    private final URI url;
    private final List<byte[]> logins;
    private final Contender reads;
    private final ProcessFigures users;

    LoginStorm(TestBed bed, URI url, LoginsPeople people) {
        this.url = url;
        this.logins = people.logins();
        this.reads = new Contender(url, people.reads(), null);
        this.users = new ProcessFigures(bed.process("users").pid());
    }

    /** As fast as it goes first, or the compiler would be at work while it is measured. */
    void warmUp() {
        reads.closed(WARM_UP);
        for (List<byte[]> people : List.of(logins.subList(0, FEW), logins)) {
            try (Crowd crowd = Crowd.gatherHasty(url, people)) {
                reads.open(READS_A_SECOND, LONG_WARM_UP);
                crowd.leave();
            }
        }
    }

    /** @param withBareHashing whether to compare with it; it runs on whichever processor it likes */
    void measure(ObjectNode node, boolean withBareHashing) {
        var alone = new Figures();
        var under = new Figures();
        var bare = new Figures();
        Map<Integer, double[]> answers = new TreeMap<>();
        double[] processors = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            alone.add(reads.open(READS_A_SECOND, ROUND));
            try (Crowd crowd = Crowd.gather(url, logins)) {
                Duration before = users.cpu();
                under.add(reads.open(READS_A_SECOND, ROUND));
                processors[round] = (double) users.cpu().minus(before).toNanos() / ROUND.toNanos();
                int current = round;
                crowd.leave()
                        .forEach((status, rate) ->
                                answers.computeIfAbsent(status, key -> new double[ROUNDS])[current] = rate);
            }
            if (withBareHashing && BareHashing.isPossible()) {
                try (BareHashing unused = BareHashing.start()) {
                    bare.add(reads.open(READS_A_SECOND, ROUND));
                }
            }
        }
        put(node.putObject("alone"), alone);
        put(node.putObject("underLogins"), under);
        node.put("p99Ratio", ratio(under, alone));
        if (!bare.rounds().isEmpty()) {
            put(node.putObject("bareHashing"), bare);
            node.put("bareHashingP99Ratio", ratio(bare, alone));
        }
        node.put("usersProcessors", Results.rounded(Figures.median(processors)));
        ObjectNode rates = node.putObject("loginsPerSecond");
        answers.forEach((status, rate) -> rates.put(status.toString(), Results.rounded(Figures.median(rate))));
    }

    private static double ratio(Figures one, Figures other) {
        return Results.rounded(one.median(Figures.Round::p99) / other.median(Figures.Round::p99));
    }

    private static void put(ObjectNode node, Figures figures) {
        node.put("p50Millis", Results.rounded(figures.median(Figures.Round::p50)));
        node.put("p99Millis", Results.rounded(figures.median(Figures.Round::p99)));
        figures.rounds().forEach(round -> node.withArray("p99Rounds").add(Results.rounded(round.p99())));
        node.put("failures", figures.failures());
    }

    @Override
    public void close() {
        reads.close();
    }
}

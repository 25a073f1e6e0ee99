package io.gatehouse.loadtests.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.loadtests.Setting;
import io.gatehouse.loadtests.generator.Exchange;
import java.net.URI;
import java.util.List;

/** How long it takes until an unknown user and a wrong password are refused, in turns, one try at a time. */
final class LoginTiming {

    private static final int TRIES = 1_000 / Setting.HURRY.number();
    private static final int WARM_UP = 20;
    private static final int UNAUTHORIZED = 401;

    private LoginTiming() {}

    static void measure(URI url, LoginsPeople people, ObjectNode node) {
        List<byte[]> wrong = people.wrongPasswords();
        List<byte[]> unknown = people.unknownUsers();
        double[] ofWrong = new double[TRIES];
        double[] ofUnknown = new double[TRIES];
        try (var exchange = Exchange.with(url)) {
            for (int i = -WARM_UP; i < TRIES; i++) {
                int person = Math.floorMod(i, wrong.size());
                // Who is first changes, lest one always meets what the other left behind.
                boolean unknownFirst = i % 2 == 0;
                double one = millis(exchange, (unknownFirst ? unknown : wrong).get(person));
                double other = millis(exchange, (unknownFirst ? wrong : unknown).get(person));
                if (i >= 0) {
                    ofUnknown[i] = unknownFirst ? one : other;
                    ofWrong[i] = unknownFirst ? other : one;
                }
            }
        }
        double wrongMedian = Figures.median(ofWrong);
        double unknownMedian = Figures.median(ofUnknown);
        node.put("tries", TRIES);
        node.put("wrongPasswordMillis", Results.rounded(wrongMedian));
        node.put("unknownUserMillis", Results.rounded(unknownMedian));
        node.put("differencePercent", Results.rounded(100 * (unknownMedian - wrongMedian) / wrongMedian));
    }

    private static double millis(Exchange exchange, byte[] login) {
        int status = exchange.send(login);
        if (status != UNAUTHORIZED) {
            throw new IllegalStateException("a login that must be refused is answered with " + status);
        }
        return exchange.tookNanos() / 1e6;
    }
}

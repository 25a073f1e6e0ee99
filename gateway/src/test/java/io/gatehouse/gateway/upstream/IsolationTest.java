package io.gatehouse.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.GatewayProcess;
import io.gatehouse.gateway.testing.Load;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import io.gatehouse.servicekit.testing.Effort;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Of three services that are asked alike one hangs; who asks the other two hardly notices. */
class IsolationTest {

    private static final StubUpstream.Answer GOOD = StubUpstream.json(200, "{}");
    private static final StubUpstream.Answer NONE = StubUpstream.after(Duration.ofMinutes(1), GOOD);
    private static final long BETWEEN_REQUESTS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final double TIMES_BASELINE = 1.3;

    /** In the short form, which shares the machine with a build: a pause of that is no sign of anything. */
    private static final Duration NOISE = Duration.ofMillis(Effort.of(100, 0));

    @Test
    void the_others_answer_as_fast_as_before() throws IOException {
        try (var one = new StubUpstream();
                var other = new StubUpstream();
                var third = new StubUpstream();
                var gateway = new GatewayProcess(
                        """
                        services:
                          one: {urls: ["%s"]}
                          other: {urls: ["%s"]}
                          third: {urls: ["%s"], max-in-flight: 100}
                        base-paths: [/api]
                        policies: {anyone: {}}
                        defaults:
                          policy: anyone
                          timeouts: {connect: 1s, response: 2s, total: 2s}
                          max-request-body: 1KiB
                          max-response-body: 10KiB
                        routes:
                          GET /one: {service: one}
                          GET /other: {service: other}
                          GET /third: {service: third}
                        """.formatted(one.url(), other.url(), third.url()),
                        Map.of("LOG_LEVEL", "WARN", "BREAKER_MINIMUM_CALLS", "1000000"))) {
            Load.of(Effort.of(1000, 5000), 4, gateway.request("/api/one").build()); // until it is compiled
            Load.of(Effort.of(1000, 5000), 4, gateway.request("/api/other").build());
            Load.of(Effort.of(1000, 5000), 4, gateway.request("/api/third").build());
            List<Long> before = new ArrayList<>();
            List<Long> during = new ArrayList<>();
            // In turn, so that what the machine does besides meets both alike.
            for (int round = 0; round < Effort.of(2, 6); round++) {
                third.answers(GOOD);
                before.addAll(measure(gateway, Effort.of(200, 900)));
                third.answers(NONE);
                during.addAll(measure(gateway, Effort.of(200, 900)));
            }

            Duration usual = percentile99(before);
            Duration meanwhile = percentile99(during);
            System.out.println("TRIAL p99 of the others: " + usual + ", while one hangs " + meanwhile);
            assertThat(meanwhile)
                    .isLessThanOrEqualTo(Duration.ofNanos((long) (usual.toNanos() * TIMES_BASELINE))
                            .plus(NOISE));
        }
    }

    /** Asks all three at a steady pace, whether or not answers have come; says how long those of the first two took. */
    private static List<Long> measure(GatewayProcess gateway, int requests) {
        List<Long> took = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        long next = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            long sent = next;
            LockSupport.parkNanos(sent - System.nanoTime());
            String path = List.of("/api/one", "/api/other", "/api/third").get(i % 3);
            answers.add(TestGateway.HTTP
                    .sendAsync(gateway.request(path).build(), BodyHandlers.discarding())
                    .thenAccept(answer -> {
                        if (!path.equals("/api/third")) {
                            took.add(System.nanoTime() - sent);
                            assertThat(answer.statusCode()).isEqualTo(200);
                        }
                    }));
            next += BETWEEN_REQUESTS;
        }
        answers.forEach(CompletableFuture::join);
        return took;
    }

    private static Duration percentile99(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return Duration.ofNanos(sorted.get((sorted.size() - 1) * 99 / 100));
    }
}

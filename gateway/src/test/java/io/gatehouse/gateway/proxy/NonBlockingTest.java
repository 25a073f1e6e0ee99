package io.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import io.gatehouse.servicekit.testing.Effort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NonBlockingTest {

    private static final Duration UPSTREAM_DELAY = Duration.ofSeconds(2);
    private static final Duration ALLOWED = Duration.ofMillis(3500);

    /** The shipped routes give a service 2 s to answer, which is just what this one takes, and a caller 200 calls. */
    private static TestGateway patientGateway(URI upstream) throws IOException {
        String shipped = Files.readString(TestGateway.SHIPPED_ROUTES);
        return new TestGateway(
                TestGateway.unlimited(shipped).replace("response: 2s", "response: 5s"), upstream, upstream);
    }

    @Test
    void hundreds_of_calls_in_flight_hold_no_threads() throws IOException {
        int calls = Effort.of(200, 500);
        try (var upstream = new StubUpstream();
                var gateway = patientGateway(upstream.url())) {
            HttpRequest request =
                    gateway.request("/api/v1/orders", 7, "default").build();
            long threadsBefore = gatewayThreads();
            warmUp(request, calls);
            upstream.answers(StubUpstream.after(UPSTREAM_DELAY, StubUpstream.json(200, "[]")));

            long start = System.nanoTime();
            var answers = sendAll(request, calls);
            await().atMost(ALLOWED).until(() -> gateway.leasedConnections() == calls);
            long threadsDuring = gatewayThreads();
            answers.forEach(CompletableFuture::join);
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            assertThat(took).isBetween(UPSTREAM_DELAY, ALLOWED);
            assertThat(threadsDuring - threadsBefore).isLessThan(64);
            await().atMost(Duration.ofSeconds(5)).until(() -> gateway.leasedConnections() == 0);
        }
    }

    /** All threads but those of the test's client and of the stub, which share this JVM. */
    private static long gatewayThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("HttpClient-") && !name.startsWith("qtp"))
                .count();
    }

    /** Opens the connections and compiles the path, which is not what is measured. */
    private static void warmUp(HttpRequest request, int calls) {
        for (int round = 0; round < 5; round++) {
            sendAll(request, calls).forEach(CompletableFuture::join);
        }
    }

    private static List<CompletableFuture<HttpResponse<String>>> sendAll(HttpRequest request, int calls) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            answers.add(TestGateway.HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }
        return answers;
    }
}

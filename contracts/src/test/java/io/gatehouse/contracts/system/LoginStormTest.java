package io.gatehouse.contracts.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.servicekit.testing.Effort;
import io.gatehouse.servicekit.testing.TestDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Many log in at once: some are let in, the others told to come back, and those who are in notice little of it. Its
 * long form judges how little; {@code ./stack load benchmark logins} measures the same over separate processes.
 */
class LoginStormTest {

    private static final int LOGINS = 64;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Executor THREADS = task -> new Thread(task, "client").start();

    @Test
    void orders_are_answered_while_logins_storm() {
        int requests = Effort.of(300, 10_000);
        try (var system = new GatehouseSystem(
                TestDatabase.H2, routes -> routes.replaceAll("(?m)^ +rate-limit: .*\n", ""), GatehouseSystem.QUIET)) {
            // Not one of those who storm: their oldest sessions end when there are too many.
            String token = system.login("default", "b");
            p99(system, token, Effort.of(300, 5_000)); // warm-up
            long baseline = p99(system, token, requests);

            HttpRequest login = HttpRequest.newBuilder(system.gatewayUrl().resolve("/api/v1/login"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"username\": \"admin\", \"password\": \"a\"}"))
                    .build();
            var over = new CountDownLatch(1);
            List<CompletableFuture<List<HttpResponse<String>>>> logins = new ArrayList<>();
            for (int i = 0; i < LOGINS; i++) {
                logins.add(CompletableFuture.supplyAsync(() -> logIn(login, over), THREADS));
            }
            long under;
            try {
                under = p99(system, token, requests);
            } finally {
                over.countDown();
            }

            List<HttpResponse<String>> answers =
                    logins.stream().flatMap(each -> each.join().stream()).toList();
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isIn(200, 503);
                if (answer.statusCode() == 503) {
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                }
            });
            long let = answers.stream()
                    .filter(answer -> answer.statusCode() == 200)
                    .count();
            assertThat(let).isPositive().isLessThan(answers.size());
            System.out.printf(
                    "TRIAL %d concurrent logins (%d let in, %d told to come back): p99 of GET /orders %.1f ms, alone"
                            + " %.1f ms%n",
                    LOGINS, let, answers.size() - let, under / 1e6, baseline / 1e6);
            if (Effort.of(0, 1) == 1) {
                assertThat(under).isLessThanOrEqualTo(baseline * 3 / 2);
            }
        }
    }

    /** As often as the gateway lets one. */
    private static List<HttpResponse<String>> logIn(HttpRequest login, CountDownLatch over) {
        List<HttpResponse<String>> answers = new ArrayList<>();
        long pause = 0;
        while (!awaits(over, pause)) {
            var answer = CLIENT.sendAsync(login, HttpResponse.BodyHandlers.ofString())
                    .join();
            answers.add(answer);
            pause = answer.headers().firstValueAsLong("Retry-After").orElse(0);
        }
        return answers;
    }

    private static boolean awaits(CountDownLatch end, long seconds) {
        try {
            return end.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In nanoseconds, of requests one after the other. */
    private static long p99(GatehouseSystem system, String token, int requests) {
        long[] took = new long[requests];
        for (int i = 0; i < requests; i++) {
            long start = System.nanoTime();
            assertThat(system.call("GET", "/api/v1/orders", token, null).statusCode())
                    .isEqualTo(200);
            took[i] = System.nanoTime() - start;
        }
        java.util.Arrays.sort(took);
        return took[requests * 99 / 100];
    }
}

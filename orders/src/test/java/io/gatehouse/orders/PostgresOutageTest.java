package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.servicekit.testing.Effort;
import io.gatehouse.servicekit.testing.PostgresServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A PostgreSQL that is away costs its requests three seconds at most, and nobody has to restart the service for it. */
final class PostgresOutageTest {

    private static final Duration BOUND = Duration.ofSeconds(3);
    private static final Duration HEALED = Duration.ofSeconds(10);
    private static final int AT_ONCE = 20;
    private static final long USER = 7;
    private static final String LAMP = OrdersService.order("a", "lamp");

    private static PostgresServer postgres;
    private static OrdersService service;
    private static String placed;

    @BeforeAll
    static void start() throws Exception {
        postgres = new PostgresServer();
        service = new OrdersService(postgres.url());
        placed = service.post(USER, LAMP).headers().firstValue("Location").orElseThrow();
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        postgres.close();
    }

    @BeforeEach
    @AfterEach
    void isWell() {
        await().atMost(HEALED).until(() -> service.probe("/ready") == 200);
        assertThat(service.post(USER, LAMP).statusCode()).isEqualTo(201);
    }

    @Test
    void frozenServer() throws Exception {
        warmAllConnections();
        postgres.freeze();
        try {
            assertEveryRequestIsRefusedInTime();
            assertNotReadyButAlive();
        } finally {
            postgres.thaw();
        }
        assertHeals();
    }

    @Test
    void stoppedServer() throws Exception {
        warmAllConnections();
        postgres.stop();
        try {
            assertEveryRequestIsRefusedInTime();
            assertNotReadyButAlive();
        } finally {
            postgres.start();
        }
        assertHeals();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "idempotency_keys"})
    void lockedTable(String table) throws Exception {
        try (Connection other = postgres.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
            if (table.equals("orders")) {
                assertEveryRequestIsRefusedInTime();
            } else {
                assertRefusedInTime(answersOf(List.of(posting("locked"), posting("locked"), posting("locked too"))));
            }
            assertThat(service.probe("/ready")).isEqualTo(200);
            other.rollback();
        }
        assertHeals();
    }

    @Test
    void readOnlyServer() throws Exception {
        HttpResponse<String> kept = service.send(posting("kept").get());
        postgres.execute("ALTER SYSTEM SET default_transaction_read_only = on");
        postgres.execute("SELECT pg_reload_conf()");
        try {
            await().atMost(HEALED).until(() -> service.post(USER, LAMP).statusCode() == 503);

            assertRefusedInTime(answersOf(List.of(posting(null), posting("new"))));
            assertThat(service.get(USER, placed).statusCode()).isEqualTo(200);
            assertThat(service.get(USER, "/orders").statusCode()).isEqualTo(200);
            HttpResponse<String> replayed = service.send(posting("kept").get());
            assertThat(replayed.statusCode()).isEqualTo(201);
            assertThat(replayed.body()).isEqualTo(kept.body());
            assertThat(service.probe("/ready")).isEqualTo(200);
        } finally {
            postgres.execute("ALTER SYSTEM RESET default_transaction_read_only");
            postgres.execute("SELECT pg_reload_conf()");
        }
        assertHeals();
    }

    private static void assertEveryRequestIsRefusedInTime() {
        for (int round = 0; round < Effort.of(1, 5); round++) {
            assertRefusedInTime(answersOf(requests(AT_ONCE)));
        }
        for (Supplier<HttpRequest.Builder> request : requests(Effort.of(1, 4))) {
            assertRefusedInTime(answersOf(List.of(request)));
        }
    }

    private static void assertRefusedInTime(List<Answer> answers) {
        for (Answer answer : answers) {
            HttpResponse<String> response = answer.response;
            assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(response.headers().allValues("Retry-After")).containsExactly("1");
            assertThat(OrdersService.json(response).path("detail").asText()).isEqualTo("Service is unavailable.");
            assertThat(answer.took).isLessThan(BOUND);
        }
    }

    private static void assertNotReadyButAlive() {
        await().atMost(HEALED).until(() -> service.probe("/ready") == 503);
        assertThat(service.probe("/alive")).isEqualTo(200);
    }

    private static void assertHeals() {
        await().atMost(HEALED).until(() -> answersOf(requests(AT_ONCE)).stream()
                .allMatch(answer -> answer.response.statusCode() < 300));
        await().atMost(HEALED).until(() -> service.probe("/ready") == 200);
    }

    /** So that an outage meets a full pool, its connections just used. */
    private static void warmAllConnections() {
        answersOf(requests(2 * AT_ONCE))
                .forEach(answer -> assertThat(answer.response.statusCode()).isLessThan(300));
    }

    private static List<Supplier<HttpRequest.Builder>> requests(int count) {
        List<Supplier<HttpRequest.Builder>> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String key = "key " + System.nanoTime();
            requests.add(
                    switch (i % 4) {
                        case 0 -> () -> service.as(USER, placed);
                        case 1 -> posting(key);
                        case 2 -> () -> service.as(USER, "/orders?limit=1");
                        default -> posting(null);
                    });
        }
        return requests;
    }

    private static Supplier<HttpRequest.Builder> posting(String key) {
        return () -> key == null ? service.posting(USER, LAMP) : service.posting(USER, LAMP, "Idempotency-Key", key);
    }

    private record Answer(HttpResponse<String> response, Duration took) {}

    private static List<Answer> answersOf(List<Supplier<HttpRequest.Builder>> requests) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (Supplier<HttpRequest.Builder> request : requests) {
            HttpRequest.Builder built = request.get();
            long start = System.nanoTime();
            answers.add(service.sendAsync(built)
                    .thenApply(response -> new Answer(response, Duration.ofNanos(System.nanoTime() - start))));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }
}

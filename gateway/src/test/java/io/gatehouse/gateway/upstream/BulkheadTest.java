package io.gatehouse.gateway.upstream;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.gateway.testing.Load;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that hangs holds its own share of the gateway and no more. */
class BulkheadTest {

    private static final int BOUND = 10;

    private static final String ROUTES = """
            services:
              users: {urls: ["http://localhost:8002"], max-in-flight: 10}
              orders: {urls: ["http://localhost:8003"]}
            base-paths: [/api]
            policies:
              anyone: {}
            defaults:
              policy: anyone
              timeouts: {connect: 500ms, response: 5s, total: 5s}
              max-request-body: 1KiB
              max-response-body: 10KiB
            routes:
              GET /user: {service: users}
              GET /order: {service: orders}
            """;

    private StubUpstream users;
    private StubUpstream orders;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        users = new StubUpstream();
        orders = new StubUpstream();
        gateway = new TestGateway(ROUTES, users.url(), orders.url());
    }

    @AfterEach
    void stop() {
        gateway.close();
        users.close();
        orders.close();
    }

    @Test
    void a_call_beyond_the_bound_is_shed_at_once_while_other_services_are_called() {
        users.answers(StubUpstream.after(Duration.ofSeconds(3), StubUpstream.json(200, "{}")));
        var held = fill();

        long start = System.nanoTime();
        HttpResponse<String> shed = send(gateway.request("/api/user"));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(shed.statusCode()).isEqualTo(503);
        assertThat(shed.headers().firstValue("Retry-After")).contains("1");
        assertThat(shed.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(users.requests()).isEqualTo(BOUND);
        assertThat(send(gateway.request("/api/order")).statusCode()).isEqualTo(200);
        assertThat(gateway.samples("gatehouse_gateway_upstream_shed_total"))
                .contains("gatehouse_gateway_upstream_shed_total{reason=\"in-flight\",service=\"users\"} 1.0");
        assertThat(gateway.samples("gatehouse_gateway_upstream_calls_in_flight"))
                .contains("gatehouse_gateway_upstream_calls_in_flight{service=\"users\"} 10.0");
        held.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    @Test
    void each_call_gives_its_place_back_however_it_ends() throws IOException {
        users.answers((request, response, callback) -> {
            switch (users.requests() % 4) {
                case 0 -> StubUpstream.json(200, "{}").write(request, response, callback);
                case 1 -> StubUpstream.json(500, "{}").write(request, response, callback);
                case 2 -> StubUpstream.json(200, "x".repeat(20_000)).write(request, response, callback);
                default -> callback.failed(new IllegalStateException("breaks off"));
            }
        });
        Load.of(200, BOUND, gateway.request("/api/user").build());
        for (int i = 0; i < 2 * BOUND; i++) {
            gateway.rawGet("/api/user?malformed=%zz", "");
        }

        await().untilAsserted(() -> assertThat(gateway.samples("gatehouse_gateway_upstream_calls_in_flight"))
                .contains("gatehouse_gateway_upstream_calls_in_flight{service=\"users\"} 0.0"));
        users.answers(StubUpstream.after(Duration.ofSeconds(1), StubUpstream.json(200, "{}")));
        assertThat(fill())
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    @Test
    void a_call_that_finds_all_connections_busy_is_shed_and_speaks_for_no_fault_of_the_service() {
        var few = Map.of("upstream.maxConnections", "2", "upstream.breaker.minimumCalls", "2");
        try (var narrow = new TestGateway(ROUTES, users.url(), orders.url(), few)) {
            users.answers(StubUpstream.after(Duration.ofSeconds(2), StubUpstream.json(200, "{}")));
            HttpRequest request = narrow.request("/api/user").build();
            var held = Stream.generate(() -> TestGateway.HTTP.sendAsync(request, BodyHandlers.ofString()))
                    .limit(2)
                    .toList();
            await().until(() -> users.requests() == 2);

            // Both wait for a connection, for as long as they may.
            var first = TestGateway.HTTP.sendAsync(request, BodyHandlers.ofString());
            assertThat(send(narrow.request("/api/user")).statusCode()).isEqualTo(503);
            assertThat(first.join().statusCode()).isEqualTo(503);

            held.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            users.answers(StubUpstream.json(200, "{}"));
            assertThat(send(narrow.request("/api/user")).statusCode()).isEqualTo(200);
        }
    }

    private List<CompletableFuture<HttpResponse<String>>> fill() {
        int before = users.requests();
        HttpRequest request = gateway.request("/api/user").build();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < BOUND; i++) {
            answers.add(TestGateway.HTTP.sendAsync(request, BodyHandlers.ofString()));
        }
        await().until(() -> users.requests() == before + BOUND);
        return answers;
    }
}

package io.gatehouse.gateway.telemetry;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a scrape shows of clients' requests. */
class RequestMetricsTest {

    private static final String ROUTES = """
            services:
              users: {urls: ["http://localhost:8002"]}
              orders: {urls: ["http://localhost:8003"]}
            base-paths: [/api]
            policies: {anyone: {}}
            defaults:
              policy: anyone
              timeouts: {connect: 1s, response: 5s, total: 5s}
              max-request-body: 1KiB
              max-response-body: 1MiB
            routes:
              GET /users/{id}: {service: users}
              POST /users: {service: users}
              GET /orders: {service: orders}
            """;

    private StubUpstream upstream;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        upstream = new StubUpstream();
        gateway = new TestGateway(ROUTES, upstream.url(), upstream.url());
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void a_route_has_its_counters_whatever_its_parameters_are() {
        for (int id = 0; id < 20; id++) {
            send(gateway.request("/api/users/" + id));
        }
        upstream.answers(StubUpstream.json(404, "{}"));
        send(gateway.request("/api/users/0"));
        send(gateway.request("/api/users").POST(BodyPublishers.ofString("12345")));

        awaitSample("gatehouse_gateway_requests_total{outcome=\"ok\",route=\"GET /users/{id}\",status=\"2xx\"} 20.0");
        awaitSample(
                "gatehouse_gateway_requests_total{outcome=\"service-4xx\",route=\"GET /users/{id}\",status=\"4xx\"} 1.0");
        awaitSample("gatehouse_gateway_request_duration_seconds_count{route=\"GET /users/{id}\"} 21");
        awaitSample("gatehouse_gateway_request_duration_seconds_bucket{route=\"GET /users/{id}\",le=\"+Inf\"} 21");
        awaitSample("gatehouse_gateway_received_bytes_total{route=\"POST /users\"} 5.0");
        awaitSample("gatehouse_gateway_sent_bytes_total{route=\"POST /users\"} 2.0");
        awaitSample("gatehouse_gateway_upstream_duration_seconds_count{service=\"users\"} 22");
    }

    @Test
    void all_requests_without_a_route_are_one() throws IOException {
        send(gateway.request("/.well-known/jwks.json"));
        String before = sample("gatehouse_gateway_requests_total{outcome=\"ok\",route=\"none\",status=\"2xx\"}");
        for (int i = 0; i < 30; i++) {
            send(gateway.request("/zebra/" + i));
            send(gateway.request("/api/users/" + i).method("BREW" + i, BodyPublishers.noBody()));
        }
        gateway.raw("GET /bad HTTP/1.1\r\nHost : x\r\n\r\n");

        awaitSample("gatehouse_gateway_requests_total{outcome=\"not-found\",route=\"none\",status=\"4xx\"} 30.0");
        awaitSample(
                "gatehouse_gateway_requests_total{outcome=\"method-not-allowed\",route=\"none\",status=\"4xx\"} 30.0");
        awaitSample("gatehouse_gateway_requests_total{outcome=\"malformed\",route=\"none\",status=\"4xx\"} 1.0");
        assertThat(gateway.samples("gatehouse_gateway_requests_total"))
                .hasSize(4)
                .contains(before);
        assertThat(gateway.metrics()).doesNotContain("zebra", "BREW");
    }

    @Test
    void a_route_or_a_service_that_leaves_the_file_leaves_the_metrics() throws IOException {
        send(gateway.request("/api/orders"));
        send(gateway.request("/api/users/1"));
        awaitSample("gatehouse_gateway_requests_total{outcome=\"ok\",route=\"GET /orders\",status=\"2xx\"} 1.0");

        replace(ROUTES.replace("  GET /orders: {service: orders}\n", "  GET /other: {service: users}\n"));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> send(gateway.request("/api/other")).statusCode() == 200);
        assertThat(gateway.metrics()).doesNotContain("GET /orders", "service=\"orders\"");
        awaitSample("gatehouse_gateway_requests_total{outcome=\"ok\",route=\"GET /other\",status=\"2xx\"} 1.0");
        awaitSample("gatehouse_gateway_requests_total{outcome=\"ok\",route=\"GET /users/{id}\",status=\"2xx\"} 1.0");
    }

    @Test
    void a_request_is_in_flight_until_it_is_answered() {
        upstream.answers(StubUpstream.after(Duration.ofSeconds(1), StubUpstream.json(200, "{}")));
        var answer = TestGateway.HTTP.sendAsync(
                gateway.request("/api/orders").build(), java.net.http.HttpResponse.BodyHandlers.discarding());

        awaitSample("gatehouse_gateway_requests_in_flight 1.0");
        answer.join();
        awaitSample("gatehouse_gateway_requests_in_flight 0.0");
    }

    private void awaitSample(String sample) {
        String name = sample.replaceAll("[{ ].*", "");
        await().untilAsserted(() -> assertThat(gateway.samples(name)).contains(sample));
    }

    private String sample(String start) {
        List<String> found =
                gateway.metrics().lines().filter(line -> line.startsWith(start)).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private void replace(String routes) throws IOException {
        Path draft = gateway.routeFile().resolveSibling("draft");
        Files.writeString(
                draft,
                routes.replaceAll("http://localhost:800[23]", upstream.url().toString()));
        Files.move(draft, gateway.routeFile(), StandardCopyOption.ATOMIC_MOVE);
    }
}

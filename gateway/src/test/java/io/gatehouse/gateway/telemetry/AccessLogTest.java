package io.gatehouse.gateway.telemetry;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.gateway.testing.AccessLines;
import io.gatehouse.gateway.testing.Flood;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One line of JSON for each request, whatever became of it. */
class AccessLogTest {

    private static final String ROUTES = """
            services:
              users: {urls: ["http://localhost:8002"]}
              gone: {urls: ["http://localhost:8003"], max-in-flight: 1}
            base-paths: [/api/v1, /api]
            policies: {anyone: {}, admin: {user-types: [admin]}}
            rate-limits:
              once: {by: client-ip, allow: 1 per 1h}
            defaults:
              policy: anyone
              timeouts: {connect: 250ms, response: 500ms, total: 1s}
              max-request-body: 1KiB
              max-response-body: 10KiB
            routes:
              GET /things/{id}: {service: users}
              POST /things: {service: users}
              GET /twice: {service: users, retry: {attempts: 2, when: [503]}}
              GET /gone: {service: gone}
              GET /once: {service: users, rate-limit: once}
              GET /admin: {service: users, policy: admin}
            """;

    private static StubUpstream upstream;
    private static TestGateway gateway;

    private AccessLines lines;

    @BeforeAll
    static void start() {
        upstream = new StubUpstream();
        gateway = new TestGateway(ROUTES, upstream.url(), URI.create("http://127.0.0.1:1"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void listen() {
        upstream.answers(StubUpstream.json(200, "{\"id\":1}"));
        lines = new AccessLines();
    }

    @AfterEach
    void fall_silent() {
        lines.close();
    }

    @Test
    void it_says_who_asked_for_what_and_what_came_of_it() {
        upstream.answers(StubUpstream.after(Duration.ofMillis(30), StubUpstream.json(201, "{\"id\":1}")));
        Instant before = Instant.now().minusMillis(1);

        send(gateway.request("/api/v1/things?secret=1")
                .header("X-Request-Id", "request-1")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .POST(BodyPublishers.ofString("12345")));

        JsonNode line = lines.nextJson();
        assertThat(fields(line))
                .containsExactly(
                        "time",
                        "request_id",
                        "trace_id",
                        "method",
                        "path",
                        "route",
                        "status",
                        "outcome",
                        "service",
                        "instance",
                        "attempts",
                        "client",
                        "bytes_in",
                        "bytes_out",
                        "duration_ms",
                        "upstream_ms");
        assertThat(Instant.parse(line.get("time").asText())).isBetween(before, Instant.now());
        assertThat(line.get("request_id").asText()).isEqualTo("request-1");
        assertThat(line.get("trace_id").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(line.get("method").asText()).isEqualTo("POST");
        assertThat(line.get("path").asText()).isEqualTo("/api/v1/things");
        assertThat(line.get("route").asText()).isEqualTo("POST /things");
        assertThat(line.get("status").asInt()).isEqualTo(201);
        assertThat(line.get("outcome").asText()).isEqualTo("ok");
        assertThat(line.get("service").asText()).isEqualTo("users");
        assertThat(line.get("instance").asText()).isEqualTo("127.0.0.1:" + upstream.port());
        assertThat(line.get("attempts").asInt()).isEqualTo(1);
        assertThat(line.get("client").asText()).isEqualTo("127.0.0.1");
        assertThat(line.get("bytes_in").asInt()).isEqualTo(5);
        assertThat(line.get("bytes_out").asInt()).isEqualTo(8);
        assertThat(line.get("upstream_ms").asDouble()).isBetween(29.0, 5000.0);
        assertThat(line.get("duration_ms").asDouble())
                .isGreaterThan(line.get("upstream_ms").asDouble());
    }

    @Test
    void it_names_the_caller_and_no_secret() {
        String token = gateway.token(42, "admin");

        send(gateway.request("/api/admin?password=hunter2&token=" + token)
                .header("Authorization", "Bearer " + token)
                .header("Cookie", "session=hunter2"));

        String line = lines.next();
        assertThat(line).contains("\"caller\":42").doesNotContain("hunter2", token, "?", "Bearer", "session");
    }

    @Test
    void attempts_are_counted() {
        upstream.answers(StubUpstream.json(503, "{}"));

        send(gateway.request("/api/twice"));

        JsonNode line = lines.nextJson();
        assertThat(line.get("attempts").asInt()).isEqualTo(2);
        assertThat(line.get("outcome").asText()).isEqualTo("service-5xx");
    }

    @Test
    void a_service_and_the_gateway_refuse_in_different_words() throws IOException {
        upstream.answers(StubUpstream.json(404, "{}"));

        assertThat(outcome("/api/things/1")).isEqualTo("404 service-4xx");
        assertThat(outcome("/api/nothing")).isEqualTo("404 not-found");
        assertThat(outcome("/api/admin")).isEqualTo("401 unauthenticated");
        assertThat(outcome("/api/gone")).isEqualTo("503 upstream-unreachable");
        assertThat(rawOutcome("/api/things/1?%zz")).isEqualTo("400 malformed");
        assertThat(outcome("/.well-known/jwks.json")).isEqualTo("200 ok");
        outcome("/api/once");
        assertThat(outcome("/api/once")).isEqualTo("429 rate-limited");
        send(gateway.request("/api/admin", 7, "default"));
        assertThat(outcome(lines.nextJson())).isEqualTo("403 forbidden");
        send(gateway.request("/api/things/1").DELETE());
        assertThat(outcome(lines.nextJson())).isEqualTo("405 method-not-allowed");
        send(gateway.request("/api/things").POST(BodyPublishers.ofByteArray(new byte[2000])));
        assertThat(outcome(lines.nextJson())).isEqualTo("413 too-large");
    }

    @Test
    void a_service_fails_in_different_words_too() {
        upstream.answers(StubUpstream.after(Duration.ofSeconds(2), StubUpstream.json(200, "{}")));
        assertThat(outcome("/api/things/1")).isEqualTo("504 upstream-timeout");
        upstream.answers(Flood.of(20_000, true));
        assertThat(outcome("/api/things/1")).isEqualTo("502 upstream-too-large");
        upstream.answers((request, response, callback) -> callback.failed(new IllegalStateException("breaks off")));
        assertThat(outcome("/api/things/1")).isEqualTo("500 service-5xx");
        upstream.answers((request, response, callback) -> {
            response.getHeaders().put("Content-Length", 9);
            response.write(
                    false,
                    java.nio.ByteBuffer.wrap(new byte[1]),
                    org.eclipse.jetty.util.Callback.from(() -> request.getConnectionMetaData()
                            .getConnection()
                            .getEndPoint()
                            .close()));
        });
        assertThat(outcome("/api/things/1")).isEqualTo("502 upstream-broken");
    }

    @Test
    void what_is_no_request_has_a_line_too() throws IOException {
        gateway.raw("GET /api/things HTTP/1.1\r\nHost : x\r\n\r\n");

        assertThat(outcome(lines.nextJson())).isEqualTo("400 malformed");
    }

    @Test
    void a_client_that_leaves_is_told_from_one_that_is_answered() throws Exception {
        upstream.answers(StubUpstream.after(Duration.ofMillis(300), StubUpstream.json(200, "{}")));
        int before = upstream.requests();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.getOutputStream()
                    .write("GET /api/things/1 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> upstream.requests() > before);
            socket.setSoLinger(true, 0);
        }

        assertThat(lines.nextJson().get("outcome").asText()).isEqualTo("client-gone");
    }

    @Test
    void nothing_that_a_client_sends_starts_a_line_or_ends_a_string() throws IOException {
        for (String target : new String[] {
            "/api/%0a%22,%22admin%22:true",
            "/api/\"},{\"\\",
            "/api/x\u001b[2J",
            "/api/\u00e9\u0085",
            "/" + "x".repeat(5000)
        }) {
            gateway.raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Request-Id: a\"b\r\n"
                    + "traceparent: \"\r\n\r\n");
            String line = lines.next();

            assertThat(line).as(target).matches("\\{[ -~]+}").hasSizeLessThan(1500);
            assertThat(line).contains("\"outcome\":").doesNotContain("\"admin\":true", "a\"b");
        }
        gateway.raw("X\"Y\\\" /api/things HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(lines.nextJson().get("status").asInt()).isEqualTo(400);
    }

    private String outcome(String path) {
        send(gateway.request(path));
        return outcome(lines.nextJson());
    }

    private String rawOutcome(String target) throws IOException {
        gateway.rawGet(target, "");
        return outcome(lines.nextJson());
    }

    private static String outcome(JsonNode line) {
        return line.get("status").asInt() + " " + line.get("outcome").asText();
    }

    private static List<String> fields(JsonNode line) {
        List<String> names = new ArrayList<>();
        line.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

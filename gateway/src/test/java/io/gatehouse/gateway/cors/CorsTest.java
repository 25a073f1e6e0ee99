package io.gatehouse.gateway.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.testing.RecordingUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {

    private static final String ORIGIN = "https://app.example.org";

    private static RecordingUpstream upstream;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        upstream = new RecordingUpstream("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nVary: Accept\r\n"
                + "Access-Control-Allow-Origin: *\r\nContent-Length: 2\r\n\r\n{}");
        gateway = with(Map.of("cors.origins", ORIGIN + ", http://localhost:3000"));
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        upstream.close();
    }

    @AfterEach
    void forget() {
        upstream.forget();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/orders",
        "POST, /api/v1/orders",
        "GET, /api/v1/orders/1",
        "POST, /api/v1/login",
        "PUT, /api/v1/users/1",
        "DELETE, /api/v1/users/1",
        "PATCH, /api/v1/users/1",
        "HEAD, /api/v1/me"
    })
    void a_preflight_is_answered_for_every_method(String method, String path) throws IOException {
        String answer = gateway.raw(request(
                "OPTIONS " + path,
                "Origin: " + ORIGIN,
                "Access-Control-Request-Method: " + method,
                "Access-Control-Request-Headers: authorization, content-type, idempotency-key, if-match"));

        assertThat(answer)
                .containsPattern("^HTTP/1.1 20[04] ")
                .contains("\r\nAccess-Control-Allow-Origin: " + ORIGIN + "\r\n", "\r\nVary: Origin\r\n")
                .contains("\r\nAccess-Control-Max-Age: 600\r\n")
                .doesNotContain("Access-Control-Allow-Credentials");
        assertThat(header(answer, "Access-Control-Allow-Methods").split(",")).contains(method);
        assertThat(header(answer, "Access-Control-Allow-Headers").split(","))
                .contains("Authorization", "Content-Type", "Idempotency-Key", "If-Match");
        assertThat(upstream.bytes()).isEmpty();
    }

    @Test
    void an_answer_may_be_read_by_the_origin_alone_and_caches_know() throws IOException {
        String answer = gateway.raw(request(
                "GET /api/v1/orders", "Origin: " + ORIGIN, "Authorization: Bearer " + gateway.token(7, "default")));

        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\nAccess-Control-Allow-Origin: " + ORIGIN + "\r\n")
                .contains("\r\nVary: Accept\r\n", "\r\nVary: Origin\r\n")
                .doesNotContain("Access-Control-Allow-Origin: *");
        assertThat(header(answer, "Access-Control-Expose-Headers")).contains("ETag", "Location", "Retry-After");
    }

    @Test
    void an_answer_to_no_origin_is_for_caches_another_one() throws IOException {
        String answer =
                gateway.raw(request("GET /api/v1/orders", "Authorization: Bearer " + gateway.token(7, "default")));

        assertThat(answer).contains("\r\nVary: Origin\r\n").doesNotContain("Access-Control-");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /api/v1/orders, 401",
        "GET /api/v1/nothing, 404",
        "PUT /api/v1/orders, 405",
        "PROPFIND /api/v1/orders, 405",
        "GET /api/v1/orders/;, 400",
    })
    void problems_may_be_read_too(String start, int status) throws IOException {
        String answer = gateway.raw(request(start, "Origin: " + ORIGIN));

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("\r\nAccess-Control-Allow-Origin: " + ORIGIN + "\r\n", "\r\nVary: Origin\r\n")
                .contains("application/problem+json");
    }

    @Test
    void so_may_the_refusal_of_a_body() throws IOException {
        String answer = gateway.raw(request("POST /api/v1/login", "Origin: " + ORIGIN, "Content-Length: 99999999"));

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\r\nAccess-Control-Allow-Origin: " + ORIGIN + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example", "https://app.example.org.evil.example", "https://appXexample.org",
                "http://app.example.org", "https://app.example.org:444", "null"
            })
    void another_origin_may_not(String origin) throws IOException {
        String answer = gateway.raw(request("GET /api/v1/orders", "Origin: " + origin));
        String preflight = gateway.raw(
                request("OPTIONS /api/v1/orders", "Origin: " + origin, "Access-Control-Request-Method: GET"));

        assertThat(answer).contains("\r\nVary: Origin\r\n").doesNotContain("Access-Control-Allow");
        assertThat(preflight).contains("\r\nVary: Origin\r\n").doesNotContain("Access-Control-Allow");
    }

    @Test
    void the_admin_port_has_none() throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.adminPort() + "/alive"))
                                .header("Origin", ORIGIN)
                                .build(),
                        HttpResponse.BodyHandlers.discarding());

        assertThat(answer.headers().map()).doesNotContainKeys("access-control-allow-origin", "vary");
    }

    @Test
    void by_default_nobody_may_and_options_is_plain() throws IOException {
        try (TestGateway closed = with(Map.of())) {
            String preflight = closed.raw(
                    request("OPTIONS /api/v1/orders", "Origin: " + ORIGIN, "Access-Control-Request-Method: GET"));

            assertThat(preflight)
                    .startsWith("HTTP/1.1 204 ")
                    .contains("\r\nAllow: GET, HEAD, OPTIONS, POST\r\n")
                    .doesNotContain("Access-Control-", "Vary");
        }
    }

    @Test
    void credentials_are_allowed_where_they_are_configured() throws IOException {
        try (TestGateway trusting = with(Map.of("cors.origins", ORIGIN, "cors.credentials", "true"))) {
            assertThat(trusting.raw(request("GET /api/v1/orders", "Origin: " + ORIGIN)))
                    .contains("\r\nAccess-Control-Allow-Credentials: true\r\n");
        }
    }

    @Test
    void credentials_for_everyone_are_refused_at_start() {
        assertThatThrownBy(() -> new CorsSettings("*", true, Set.of(), Set.of(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name the origins");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"app.example.org", "https://app.example.org/", "https://*.example.org", "null", "ftp://a.b"})
    void what_is_no_origin_is_refused_at_start(String origin) {
        assertThatThrownBy(() -> new CorsSettings(origin, false, Set.of(), Set.of(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + origin + "' is no origin");
    }

    private static TestGateway with(Map<String, String> settings) throws IOException {
        return new TestGateway(Files.readString(TestGateway.SHIPPED_ROUTES), upstream.url(), upstream.url(), settings);
    }

    private static String request(String start, String... headers) {
        return start + " HTTP/1.1\r\nHost: g\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private static String header(String answer, String name) {
        return answer.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }
}

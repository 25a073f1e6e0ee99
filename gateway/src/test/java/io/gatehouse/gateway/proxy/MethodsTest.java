package io.gatehouse.gateway.proxy;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.OpenRoutes;
import io.gatehouse.gateway.testing.RecordingUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodsTest {

    private static RecordingUpstream upstream;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        upstream = new RecordingUpstream(
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nETag: \"7\"\r\nContent-Length: 5000\r\n\r\n");
        gateway = new TestGateway(OpenRoutes.YAML, upstream.url(), upstream.url());
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

    @Test
    void head_answers_as_get_would_without_the_body() throws IOException {
        String answer = gateway.raw("HEAD /api/things HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\nContent-Length: 5000\r\n", "\r\nETag: \"7\"\r\n", "\r\nContent-Type: text/plain\r\n")
                .endsWith("\r\n\r\n");
        assertThat(upstream.bytes()).startsWith("HEAD /things HTTP/1.1\r\n");
    }

    @Test
    void head_tells_no_length_that_the_body_would_not_have() throws IOException {
        String answer = gateway.raw("HEAD /api/people/1 HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("Content-Length: 5000");
    }

    @Test
    void options_tells_what_a_path_takes_without_asking_its_service() {
        var answer = send(gateway.request("/api/things/1").method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).contains("DELETE, GET, HEAD, OPTIONS, PUT");
        assertThat(send(gateway.request("/api/nothing").method("OPTIONS", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(upstream.bytes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "PROPFIND", "TRACE", "TRACK", "MADE-UP", "get", "PRI"})
    void what_a_path_does_not_take_is_405_with_what_it_does(String method) throws IOException {
        String answer =
                gateway.raw(method + " /api/things HTTP/1.1\r\nHost: g\r\nConnection: close\r\nX-Secret: s3\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 405 Method Not Allowed\r\n")
                .contains("\r\nAllow: GET, HEAD, OPTIONS, POST\r\n", "application/problem+json", "\"status\":405")
                .doesNotContain("s3");
        assertThat(upstream.bytes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROPFIND /api/nothing", "PROPFIND /.well-known/nothing", "TRACE /"})
    void a_made_up_method_does_not_make_a_path(String start) throws IOException {
        assertThat(gateway.raw(start + " HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n"))
                .containsPattern("^HTTP/1.1 40[04] ")
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT db.internal:5432", "CONNECT /api/things"})
    void nobody_gets_a_tunnel(String start) throws IOException {
        assertThat(gateway.statusLine(start + " HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(upstream.bytes()).isEmpty();
    }
}

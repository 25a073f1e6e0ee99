package io.gatehouse.gateway.proxy;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.gateway.testing.RawUpstream;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamFailureTest {

    private static final String ROUTES = """
            services:
              users: {urls: ["http://localhost:8002"]}
            base-paths: [/api]
            policies:
              anyone: {}
            defaults:
              policy: anyone
              timeouts: {connect: 250ms, response: 500ms, total: 1s}
              max-request-body: 1KiB
              max-response-body: 10KiB
            routes:
              GET /thing: {service: users}
            """;

    private static final Duration DEADLINE = Duration.ofSeconds(1);

    /** For a loaded machine: the deadline must hold, the machine's pauses are its own. */
    private static final Duration SLACK = Duration.ofMillis(700);

    private TestGateway gateway;

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void a_refused_connection_is_503() throws IOException {
        assertFails(freePort(), 503, "Service is unavailable.");
    }

    @Test
    void a_service_that_never_answers_is_504() throws IOException {
        try (var silent = new RawUpstream("", false)) {
            assertFails(silent.url(), 504, "The service did not answer in time.");
        }
    }

    @Test
    void a_body_that_stalls_midway_is_504() throws IOException {
        try (var stalling = new RawUpstream("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", false)) {
            assertFails(stalling.url(), 504, "The service did not answer in time.");
        }
    }

    @Test
    void a_body_that_drips_is_cut_at_the_deadline() throws IOException {
        try (var dripping = new StubUpstream()) {
            dripping.answers((request, response, callback) -> drip(request, response, 0));
            assertFails(dripping.url(), 504, "The service did not answer in time.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not HTTP at all\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nbroken",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json; a\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n",
                "HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n",
                ""
            })
    void an_answer_that_is_broken_or_too_large_is_502(String bytes) throws IOException {
        try (var broken = new RawUpstream(bytes, true)) {
            assertFails(broken.url(), 502, "The service gave no usable answer.");
        }
    }

    @Test
    void a_body_that_grows_past_the_bound_is_502() throws IOException {
        try (var large = new StubUpstream()) {
            large.answers((request, response, callback) ->
                    response.write(true, java.nio.ByteBuffer.wrap(new byte[11 * 1024]), callback));
            assertFails(large.url(), 502, "The service gave no usable answer.");
        }
    }

    private void assertFails(URI upstream, int status, String detail) {
        gateway = new TestGateway(ROUTES, upstream, upstream);
        long start = System.nanoTime();

        HttpResponse<String> answer = send(gateway.request("/api/thing"));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plus(SLACK));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body())
                .contains(detail)
                .doesNotContain("127.0.0.1", "localhost", "Exception", "io.gatehouse", "org.");
        await().atMost(Duration.ofSeconds(5)).until(() -> gateway.leasedConnections() == 0);
        await().atMost(Duration.ofSeconds(5)).until(() -> gateway.bufferedBytes() == 0);
    }

    private static void drip(
            org.eclipse.jetty.server.Request request, org.eclipse.jetty.server.Response response, int count) {
        response.write(
                false,
                java.nio.ByteBuffer.wrap(new byte[] {'x'}),
                org.eclipse.jetty.util.Callback.from(
                        () -> request.getComponents()
                                .getScheduler()
                                .schedule(
                                        () -> drip(request, response, count + 1),
                                        100,
                                        java.util.concurrent.TimeUnit.MILLISECONDS),
                        failure -> {}));
    }

    private static URI freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}

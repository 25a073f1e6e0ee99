package io.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.gateway.testing.OpenRoutes;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With {@code server.gzip} on, which it is not by default. */
class EncodingTest {

    private static final String LARGE = "{\"id\":1,\"name\":\"" + "x".repeat(5000) + "\"}";

    private static StubUpstream upstream;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        upstream = new StubUpstream();
        gateway =
                new TestGateway(OpenRoutes.YAML, upstream.url(), upstream.url(), Map.of("server.gzip.enabled", "true"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void reset() {
        upstream.forget();
        has(LARGE.getBytes(StandardCharsets.UTF_8), "application/json", null);
    }

    private static void has(byte[] body, String type, String encoding) {
        upstream.answers((request, response, callback) -> {
            response.getHeaders()
                    .put("Content-Type", type)
                    .put("ETag", "\"v1\"")
                    .put("Vary", "Accept");
            if (encoding != null) {
                response.getHeaders().put("Content-Encoding", encoding);
            }
            if (request.getHeaders().getValuesList("If-None-Match").contains("\"v1\"")) {
                response.setStatus(304);
                callback.succeeded();
            } else {
                response.write(true, ByteBuffer.wrap(body), callback);
            }
        });
    }

    @Test
    void a_plain_answer_is_compressed_under_another_tag() throws Exception {
        var answer = send(get("/api/things").header("Accept-Encoding", "gzip"));

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(LARGE);
        assertThat(answer.headers().firstValue("ETag")).get().isNotEqualTo("\"v1\"");
        assertThat(answer.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Accept-Encoding"));
        assertThat(answer.headers().allValues("Vary")).contains("Accept");
    }

    @Test
    void that_tag_comes_back() throws Exception {
        for (String path : List.of("/api/things", "/api/people/1")) {
            String tag = send(get(path).header("Accept-Encoding", "gzip"))
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();

            var again = send(get(path).header("Accept-Encoding", "gzip").header("If-None-Match", tag));

            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.headers().firstValue("ETag")).contains(tag);
            send(get(path).header("If-Match", tag));
            assertThat(upstream.last().headers().get("If-Match")).isEqualTo("\"v1\"");
        }
    }

    @Test
    void who_does_not_ask_gets_it_plain() throws Exception {
        var answer = send(get("/api/things"));

        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.headers().firstValue("ETag")).contains("\"v1\"");
        assertThat(answer.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Accept-Encoding"));
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo(LARGE);
    }

    @Test
    void what_the_service_encoded_stays_so() throws Exception {
        byte[] encoded = zipped(LARGE);
        has(encoded, "application/json", "gzip");

        var answer = send(get("/api/things").header("Accept-Encoding", "gzip"));

        assertThat(answer.body()).isEqualTo(encoded);
        assertThat(answer.headers().allValues("Content-Encoding")).containsExactly("gzip");
        assertThat(answer.headers().firstValue("ETag")).contains("\"v1\"");
    }

    @Test
    void what_is_small_stays_plain() throws Exception {
        has("{}".getBytes(StandardCharsets.UTF_8), "application/json", null);

        assertThat(send(get("/api/things").header("Accept-Encoding", "gzip"))
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void a_requests_body_stays_encoded() throws Exception {
        byte[] encoded = zipped("{\"a\":1}");

        send(gateway.request("/api/things")
                .header("Content-Encoding", "gzip")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(encoded)));

        assertThat(upstream.last().headers().getValuesList("Content-Encoding")).containsExactly("gzip");
        assertThat(upstream.last().headers().getLongField("Content-Length")).isEqualTo(encoded.length);
    }

    @Test
    void readers_of_compressed_answers_hold_no_thread_either() throws Exception {
        byte[] noise = new byte[45_000];
        new Random(1).nextBytes(noise);
        has(java.util.HexFormat.of().formatHex(noise).getBytes(StandardCharsets.US_ASCII), "text/plain", null);
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 64; i++) {
                var client = new Socket();
                client.setReceiveBufferSize(1024);
                client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
                clients.add(client);
                client.getOutputStream()
                        .write("GET /api/things HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> upstream.requests() == 64);

            assertThat(send(get("/api/things/1").timeout(Duration.ofSeconds(5))).statusCode())
                    .isEqualTo(200);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private static HttpRequest.Builder get(String path) {
        return gateway.request(path);
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return TestGateway.HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static byte[] zipped(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}

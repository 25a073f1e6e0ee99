package io.gatehouse.gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.gateway.testing.Flood;
import io.gatehouse.gateway.testing.GatewayProcess;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import io.gatehouse.servicekit.testing.Effort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing that clients or services do makes a gateway with a heap of 256 MB hold more than its budget. */
class BoundedMemoryTest {

    private static final long MEGABYTE = 1_000_000;
    private static final Duration BACK = Duration.ofSeconds(30);

    private static final List<Socket> CLIENTS = new ArrayList<>();
    private static StubUpstream large;
    private static StubUpstream small;
    private static GatewayProcess gateway;

    @BeforeAll
    static void start() throws IOException {
        large = new StubUpstream();
        small = new StubUpstream();
        gateway = new GatewayProcess(
                """
                services:
                  large: {urls: ["%s"]}
                  small: {urls: ["%s"]}
                base-paths: [/api]
                policies:
                  anyone: {}
                defaults:
                  policy: anyone
                  timeouts: {connect: 2s, response: 2s, total: 5s}
                  max-request-body: 64KiB
                  max-response-body: 1MiB
                routes:
                  GET /large: {service: large}
                  POST /large: {service: large}
                  GET /small: {service: small}
                """.formatted(large.url(), small.url()),
                Map.of(
                        "ANSWER_DEADLINE", "5s",
                        "HEADER_DEADLINE", "2s",
                        // Services are mistreated on purpose here; a breaker would spare the gateway the trial.
                        "BREAKER_MINIMUM_CALLS", "1000000"));
    }

    @AfterEach
    void hang_up() throws IOException {
        for (Socket client : CLIENTS) {
            client.close();
        }
        CLIENTS.clear();
        assertThat(gateway.process().tail()).doesNotContain("OutOfMemoryError");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        large.close();
        small.close();
    }

    @Test
    void answers_far_beyond_the_bound_are_refused_while_others_are_served() {
        for (boolean announced : new boolean[] {true, false}) {
            large.answers(Flood.of(200 * MEGABYTE, announced));

            var answers = getAll("/api/large", Effort.of(50, 200));

            assertOthersAreServed();
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isIn(502, 503));
        }
        await().atMost(BACK).until(() -> gateway.bufferedBytes() == 0);
    }

    @Test
    void a_request_far_beyond_the_bound_is_413() throws Exception {
        large.forget();

        for (String size :
                List.of("Content-Length: 100000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5f5e100\r\n")) {
            Socket client = connect("POST /api/large HTTP/1.1\r\nHost: x\r\n" + size);
            sendUntilRefused(client, 100);

            byte[] answer = client.getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
        assertThat(large.requests()).isZero();
    }

    @Test
    void what_clients_and_services_leave_behind_is_given_back() throws Exception {
        int each = Effort.of(60, 500);
        mistreat(each); // the first time loads classes and fills pools
        awaitNothingHeld();
        long threads = gateway.process().threads();
        long heap = gateway.process().liveHeap();

        mistreat(each);

        awaitNothingHeld();
        await().atMost(BACK)
                .untilAsserted(() -> assertThat(gateway.process().threads()).isLessThanOrEqualTo(threads + 10));
        await().atMost(BACK)
                .untilAsserted(() -> assertThat(gateway.process().liveHeap()).isLessThan(heap + 5 * MEGABYTE));
        System.out.println(
                "TRIAL threads " + threads + " -> " + gateway.process().threads() + ", heap " + heap + " -> "
                        + gateway.process().liveHeap());
    }

    @Test
    void those_who_read_slowly_are_bounded_and_cut() throws Exception {
        int readers = Effort.of(48, 200);
        large.answers(StubUpstream.json(200, "\"" + "x".repeat(1_000_000) + "\""));
        for (int i = 0; i < readers; i++) {
            // The system itself takes some MB for a connection, so that the first answers are out of the gateway's
            // hands.
            connect("GET /api/large HTTP/1.1\r\nHost: x\r\n\r\n".repeat(10));
        }
        await().atMost(BACK).until(() -> gateway.bufferedBytes() > 30 * MEGABYTE);

        System.out.println("TRIAL held " + gateway.bufferedBytes() + ", heap "
                + gateway.process().liveHeap());
        assertThat(gateway.process().liveHeap()).isLessThan(150 * MEGABYTE);
        assertOthersAreServed();
        await().atMost(BACK).until(() -> gateway.bufferedBytes() == 0);
        for (Socket client : CLIENTS) {
            assertThat(drain(client)).as("of ten answers").isLessThan(10_000_000);
        }
    }

    private static void mistreat(int each) throws IOException {
        large.answers(StubUpstream.json(200, "\"" + "x".repeat(900_000) + "\""));
        abandon(each);
        large.answers(Flood.dripping());
        assertThat(getAll("/api/large", each))
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isIn(503, 504));
    }

    /** A third of the clients leave in the middle of a request, before the answer and in the middle of it each. */
    private static void abandon(int clients) throws IOException {
        for (int i = 0; i < clients; i++) {
            Socket client = connect(
                    i % 3 == 0
                            ? "POST /api/large HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n{"
                            : "GET /api/large HTTP/1.1\r\nHost: x\r\n\r\n");
            if (i % 3 == 2) {
                client.getInputStream().read();
            }
            client.setSoLinger(true, 0);
            client.close();
        }
    }

    private static void awaitNothingHeld() {
        await().atMost(BACK).until(() -> gateway.leasedConnections() == 0 && gateway.bufferedBytes() == 0);
    }

    private static List<CompletableFuture<HttpResponse<String>>> getAll(String path, int count) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(TestGateway.HTTP.sendAsync(gateway.request(path).build(), BodyHandlers.ofString()));
        }
        return answers;
    }

    private static void assertOthersAreServed() {
        var other = getAll("/api/small", 20);

        assertThat(other)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    private static Socket connect(String request) throws IOException {
        var client = new Socket();
        client.setReceiveBufferSize(1024);
        client.setSoTimeout(10_000);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
        CLIENTS.add(client);
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    /** Of a body; the gateway hangs up on who goes on after its answer. */
    private static void sendUntilRefused(Socket client, int megabytes) {
        try {
            for (int i = 0; i < megabytes; i++) {
                client.getOutputStream().write(new byte[(int) MEGABYTE]);
            }
        } catch (IOException e) {
            // Refused: the answer is there.
        }
    }

    /** How much there is to read after all. */
    private static long drain(Socket client) {
        long total = 0;
        try {
            client.setReceiveBufferSize(1024 * 1024); // the window was small only to be slow
            InputStream in = client.getInputStream();
            byte[] bytes = new byte[64 * 1024];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                total += count;
            }
        } catch (IOException e) {
            // Reset: it was cut.
        }
        return total;
    }
}

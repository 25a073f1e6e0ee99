package io.gatehouse.gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import io.gatehouse.servicekit.testing.KeepAliveClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Headers that drip keep no connection, the first of a connection's or a later one's. */
class HeaderDeadlineTest {

    private static final String FIRST = "GET /.well-known/jwks.json HTTP/1.1\r\nHost: x\r\n\r\n";

    private StubUpstream upstream;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        upstream = new StubUpstream();
        gateway = TestGateway.shipped(upstream.url(), upstream.url(), Map.of("inbound.headerDeadline", "1s"));
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void of_a_connections_first_request() throws IOException {
        assertCut("");
    }

    @Test
    void of_a_later_request() throws IOException {
        assertCut(FIRST);
    }

    @Test
    void a_connection_between_requests_is_left_alone() throws Exception {
        try (var client = new KeepAliveClient(gateway.port())) {
            client.connect();
            for (int request = 0; request < 2; request++) {
                assertThat(client.exchange(FIRST).status()).isEqualTo(200);
                Thread.sleep(2000); // longer than the deadline and all its looks
            }
        }
    }

    private void assertCut(String before) throws IOException {
        try (var client = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            send(client, before + "GET /api/v1/orders HTTP/1.1\r\nX-Long: ");

            await().atMost(Duration.ofSeconds(20)).until(() -> isCut(client));
        }
    }

    private static boolean isCut(Socket client) {
        try {
            send(client, "x");
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void send(Socket client, String bytes) throws IOException {
        client.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
    }
}

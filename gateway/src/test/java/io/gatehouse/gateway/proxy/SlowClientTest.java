package io.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that send or read slowly, more of them than the gateway has threads, are in nobody's way. */
class SlowClientTest {

    private static final int CLIENTS = 64;

    private final List<Socket> clients = new ArrayList<>();
    private StubUpstream users;
    private StubUpstream orders;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        users = new StubUpstream();
        orders = new StubUpstream();
        gateway = TestGateway.shipped(users.url(), orders.url());
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        gateway.close();
        users.close();
        orders.close();
    }

    @Test
    void those_who_send_slowly() throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            connect("POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n{");
        }

        assertOthersAreServed();
        assertThat(users.requests()).as("only the other's request").isEqualTo(1);
    }

    @Test
    void those_who_read_slowly() throws IOException {
        orders.answers(StubUpstream.json(200, "\"" + "x".repeat(900_000) + "\""));
        for (int i = 0; i < CLIENTS; i++) {
            connect("GET /api/v1/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + gateway.token(7, "default")
                    + "\r\n\r\n");
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> orders.requests() == CLIENTS);

        assertOthersAreServed();
    }

    private void connect(String request) throws IOException {
        var client = new Socket();
        client.setReceiveBufferSize(1024);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
        clients.add(client);
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    private void assertOthersAreServed() {
        var other = TestGateway.HTTP.sendAsync(
                gateway.request("/api/v1/me", 7, "default").build(), BodyHandlers.ofString());

        await().atMost(Duration.ofSeconds(3)).until(other::isDone);
        assertThat(other.join().statusCode()).isEqualTo(200);
    }
}

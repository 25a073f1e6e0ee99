package io.gatehouse.gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import io.gatehouse.servicekit.testing.KeepAliveClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection between requests holds little, whatever it has carried. */
class IdleConnectionTest {

    private static final int CONNECTIONS = 200;
    private static final int MOST_BYTES_EACH = 40_000;

    private StubUpstream upstream;
    private TestGateway gateway;
    private final List<KeepAliveClient> clients = new ArrayList<>();

    @BeforeEach
    void start() {
        upstream = new StubUpstream();
        gateway = TestGateway.shipped(upstream.url(), upstream.url(), Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        for (KeepAliveClient client : clients) {
            client.close();
        }
        gateway.close();
        upstream.close();
    }

    @Test
    void keeps_no_tokens_of_its_callers() throws Exception {
        connect(0); // loads what all share
        long before = held();
        for (int caller = 1; caller <= CONNECTIONS; caller++) {
            connect(caller);
        }

        assertThat((held() - before) / CONNECTIONS).isLessThan(MOST_BYTES_EACH);
    }

    private void connect(int caller) throws Exception {
        var client = new KeepAliveClient(gateway.port());
        clients.add(client);
        client.connect();
        for (int request = 0; request < 3; request++) {
            String token = (caller + "." + request + ".").repeat(400).substring(0, 400);
            assertThat(client.exchange("GET /api/v1/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                                    + "\r\n\r\n")
                            .status())
                    .isEqualTo(401);
        }
    }

    /** Bytes of live objects, of the clients in this process too. */
    private static long held() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

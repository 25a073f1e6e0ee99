package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.gateway.testing.GatewayProcess;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.servicekit.testing.Effort;
import io.gatehouse.servicekit.testing.KeepAliveClient;
import io.gatehouse.servicekit.testing.StopUnderLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway that is told to stop answers every request that reached it. */
class ShutdownTest {

    private static final Duration EXIT = Duration.ofSeconds(30);
    private static final String GET = "GET /api/thing HTTP/1.1\r\nHost: gateway\r\n\r\n";
    private static final String BODY = "{\"thing\":\"" + "x".repeat(2000) + "\"}";

    private StubUpstream upstream;

    @BeforeEach
    void start() {
        upstream = new StubUpstream();
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void no_request_is_lost() throws Exception {
        // Some take longer than the second after which Jetty closes idle connections.
        upstream.answers((request, response, callback) -> StubUpstream.after(
                        Duration.ofMillis(ThreadLocalRandom.current().nextInt(8) == 0 ? 1500 : 20),
                        StubUpstream.json(200, BODY))
                .write(request, response, callback));
        for (int round = 0; round < Effort.of(1, 10); round++) {
            try (var gateway = start("1s")) {
                var stop = new StopUnderLoad(gateway.process(), GET, ShutdownTest::isRight);

                assertThat(stop.run(Duration.ofMillis(1500), EXIT))
                        .as("round " + round)
                        .isEmpty();
                System.getLogger("trial")
                        .log(System.Logger.Level.INFO, "round {0}: {1} answers", round, stop.answers());
            }
        }
    }

    @Test
    void a_stuck_client_does_not_hold_it_up() throws Exception {
        upstream.answers(StubUpstream.json(200, "\"" + "x".repeat(900_000) + "\""));
        try (var gateway = start("0s");
                var sending = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
                var reading = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            send(sending, "POST /api/thing HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf");
            send(reading, GET.repeat(20));
            await().until(() -> upstream.requests() >= 1);

            gateway.process().terminate();

            assertThat(gateway.process().endsWithin(EXIT)).isTrue();
        }
    }

    private GatewayProcess start(String drainDelay) throws IOException {
        return new GatewayProcess("""
                services:
                  things: {urls: ["%s"]}
                base-paths: [/api]
                policies:
                  anyone: {}
                defaults:
                  policy: anyone
                  timeouts: {connect: 1s, response: 5s, total: 5s}
                  max-request-body: 64KiB
                  max-response-body: 1MiB
                routes:
                  GET /thing: {service: things}
                  POST /thing: {service: things}
                """.formatted(upstream.url()), Map.of("DRAIN_DELAY", drainDelay));
    }

    private static boolean isRight(KeepAliveClient.Answer answer) {
        return answer.status() == 200 && answer.body().equals(BODY);
    }

    private static void send(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
    }
}

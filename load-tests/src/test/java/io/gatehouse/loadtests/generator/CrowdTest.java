package io.gatehouse.loadtests.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrowdTest {

    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean busy = exchange.getRequestURI().getPath().equals("/busy");
            (busy ? turnedAway : answered).incrementAndGet();
            if (busy) {
                exchange.getResponseHeaders().add("Retry-After", "30");
            }
            byte[] body = "{}".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(busy ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void clients_come_again_at_once_unless_they_are_told_to_wait() throws Exception {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var crowd = Crowd.gather(url, List.of(request("/"), request("/busy"), request("/busy")))) {
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while ((answered.get() < 5 || turnedAway.get() < 2) && System.nanoTime() < patience) {
                Thread.onSpinWait();
            }
            Map<Integer, Double> rates = crowd.leave();

            assertThat(turnedAway).hasValue(2);
            assertThat(rates).containsOnlyKeys(200, 503);
            assertThat(rates.get(200)).isGreaterThan(rates.get(503));
        }
    }

    private static byte[] request(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}

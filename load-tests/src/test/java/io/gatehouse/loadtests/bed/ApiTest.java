package io.gatehouse.loadtests.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiTest {

    private static final String TOKEN = "{\"access_token\": \"good\"}";

    private final HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    ApiTest() throws IOException {}

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    @Test
    void who_is_told_to_come_back_later_does() {
        assertThat(new Api(answering(List.of(429, 429, 200))).login("admin", "a"))
                .isEqualTo("good");
    }

    @Test
    void a_refused_login_says_why() {
        URI refusing = answering(List.of(401));

        assertThatThrownBy(() -> new Api(refusing).login("admin", "a"))
                .hasMessageStartingWith("POST /login is refused: 401");
    }

    private URI answering(List<Integer> statuses) {
        Iterator<Integer> next = statuses.iterator();
        gateway.createContext("/api/v1/login", exchange -> answer(exchange, next.next()));
        gateway.start();
        return URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        byte[] body = TOKEN.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Retry-After", "0");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}

package io.gatehouse.loadtests.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StubUpstreamTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        server = StubUpstream.start(0);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @Test
    void answers_half_a_kilobyte_of_JSON_unless_told_otherwise() throws Exception {
        for (String path : new String[] {"/orders/17", "/users/17", "/me"}) {
            HttpResponse<String> answer = get(path);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).hasSize(512).startsWith("{\"id\":").endsWith("}");
        }
    }

    @Test
    void takes_status_and_size_from_the_query() throws Exception {
        HttpResponse<String> answer = get("/orders?status=503&size=10000");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).hasSize(10_000);
    }

    @Test
    void waits_before_the_first_byte_and_between_bytes() throws Exception {
        long start = System.nanoTime();
        get("/orders?delay=200ms");
        assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));

        start = System.nanoTime();
        assertThat(get("/orders?size=5&drip=50ms").body()).isEqualTo("\"xxx\"");
        assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void breaks_the_connection() {
        assertThatThrownBy(() -> get("/orders?reset=true")).isInstanceOf(IOException.class);
    }

    @Test
    void lets_everyone_log_in() throws Exception {
        assertThat(login("user-17")).isEqualTo("{\"id\":17,\"user_type\":\"default\",\"session_id\":\"stub\"}");
        assertThat(login("admin")).isEqualTo("{\"id\":1,\"user_type\":\"admin\",\"session_id\":\"stub\"}");
    }

    private static String login(String username) throws Exception {
        var request = HttpRequest.newBuilder(server.getURI().resolve("/login"))
                .POST(BodyPublishers.ofString("{\"username\":\"" + username + "\",\"password\":\"any\"}"))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    private static HttpResponse<String> get(String pathQuery) throws IOException, InterruptedException {
        URI uri = server.getURI().resolve(pathQuery);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}

package io.gatehouse.gateway.proxy;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.RawUpstream;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {

    private static StubUpstream upstream;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        upstream = new StubUpstream();
        gateway = TestGateway.shipped(upstream.url(), upstream.url());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void reset() {
        upstream.forget();
        upstream.answers(StubUpstream.json(200, "{}"));
    }

    @Test
    void a_request_reaches_its_service_with_method_path_query_and_body() {
        var answer = send(gateway.request("/api/v1/orders?limit=2&after=5&q=a%20b%26c", 7, "default")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k1")
                .POST(BodyPublishers.ofString("{\"item\":\"ü\"}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(upstream.last().method()).isEqualTo("POST");
        assertThat(upstream.last().pathQuery()).isEqualTo("/orders?limit=2&after=5&q=a%20b%26c");
        assertThat(upstream.last().text()).isEqualTo("{\"item\":\"ü\"}");
        assertThat(upstream.last().headers().getValuesList("Content-Type")).containsExactly("application/json");
        assertThat(upstream.last().headers().getValuesList("Idempotency-Key")).containsExactly("k1");
    }

    @Test
    void both_base_paths_lead_to_the_same_operation() {
        send(gateway.request("/api/orders/4", 7, "default"));
        send(gateway.request("/api/v1/orders/4", 7, "default"));

        assertThat(upstream.received())
                .extracting(StubUpstream.Received::pathQuery)
                .containsExactly("/orders/4", "/orders/4");
    }

    @Test
    void the_service_learns_the_caller_from_the_token_alone() {
        send(gateway.request("/api/v1/orders", 7, "default")
                .header("Request-User-Id", "1")
                .header("request_user_id", "1")
                .header("REQUEST-USER_ID", "1"));

        var headers = upstream.last().headers();
        assertThat(headers.getValuesList("request-user-id")).containsExactly("7");
        assertThat(headers.getFieldNamesCollection())
                .filteredOn(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("request"))
                .hasSize(1);
    }

    @Test
    void the_clients_own_token_never_crosses() {
        String token = gateway.token(7, "default");

        send(gateway.request("/api/v1/orders").header("Authorization", "Bearer " + token));

        assertThat(upstream.last().headers().asString()).doesNotContain(token);
        assertThat(upstream.last().headers().getValuesList("Authorization")).hasSize(1);
    }

    @Test
    void the_request_id_follows_the_request_and_comes_back() {
        var answer = send(gateway.request("/api/v1/orders", 7, "default").header("X-Request-Id", "trace-me-12345"));

        assertThat(upstream.last().headers().getValuesList("X-Request-Id")).containsExactly("trace-me-12345");
        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly("trace-me-12345");
    }

    @Test
    void multi_valued_headers_stay_apart_both_ways() {
        upstream.answers((request, response, callback) -> {
            response.getHeaders().add("Set-Cookie", "a=1").add("Set-Cookie", "b=2");
            Content.Sink.write(response, true, "x", callback);
        });

        var answer = send(gateway.request("/api/v1/orders", 7, "default")
                .header("X-Many", "1")
                .header("X-Many", "2"));

        assertThat(upstream.last().headers().getFields("X-Many"))
                .extracting(field -> field.getValue())
                .containsExactly("1", "2");
        assertThat(answer.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 412, 422, 500})
    void other_statuses_and_their_bodies_pass_as_they_are(int status) {
        String problem = "{\"type\":\"about:blank\",\"status\":" + status + ",\"detail\":\"in its own words\"}";
        upstream.answers(StubUpstream.body(status, "application/problem+json", problem));

        var answer = send(gateway.request("/api/v1/users/3", 1, "admin"));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(problem);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 429, 503})
    void an_error_without_a_body_stays_without_one(int status) {
        upstream.answers((request, response, callback) -> {
            response.setStatus(status);
            response.getHeaders().put("ETag", "\"5\"");
            callback.succeeded();
        });

        var answer = send(gateway.request("/api/v1/users/3", 1, "admin"));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("ETag")).contains("\"5\"");
    }

    @Test
    void interim_answers_are_not_the_answer() throws Exception {
        String hintsFirst = """
                HTTP/1.1 103 Early Hints\r
                Link: </x>\r
                \r
                HTTP/1.1 200 OK\r
                Content-Length: 2\r
                \r
                []""";
        try (var hinting = new RawUpstream(hintsFirst, false);
                var own = TestGateway.shipped(hinting.url(), hinting.url())) {
            var answer = send(own.request("/api/v1/orders", 7, "default"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("[]");
        }
    }

    @Test
    void an_allow_list_keeps_every_digit() {
        upstream.answers(StubUpstream.json(200, "{\"id\":1.10,\"email\":0.1234567890123456789,\"full_name\":1e400}"));

        assertThat(send(gateway.request("/api/v1/users/3", 1, "admin")).body())
                .isEqualTo("{\"id\":1.10,\"email\":0.1234567890123456789,\"full_name\":1E+400}");
    }

    @Test
    void an_absurd_announced_length_is_413() throws Exception {
        String request = """
                POST /api/v1/login HTTP/1.1\r
                Host: x\r
                Connection: close\r
                Content-Length: 3000000000\r
                \r
                """;

        assertThat(gateway.raw(request)).startsWith("HTTP/1.1 413");
    }

    @Test
    void an_encoded_body_passes_untouched() {
        byte[] zipped = {31, (byte) 139, 8, 0, 1, 2, 3};
        upstream.answers((request, response, callback) -> {
            response.getHeaders().put("Content-Encoding", "gzip").put("ETag", "\"7\"");
            response.write(true, java.nio.ByteBuffer.wrap(zipped), callback);
        });

        var answer = TestGateway.HTTP
                .sendAsync(
                        gateway.request("/api/v1/orders", 7, "default").build(),
                        java.net.http.HttpResponse.BodyHandlers.ofByteArray())
                .join();

        assertThat(answer.body()).isEqualTo(zipped);
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("ETag")).contains("\"7\"");
    }

    @Test
    void only_allowed_fields_leave_the_gateway() {
        upstream.answers(StubUpstream.json(
                200, "[{\"id\":1,\"username\":\"a\",\"hashed_password\":\"s\",\"x\":{\"id\":2}},{\"id\":3}]"));

        var answer = send(gateway.request("/api/v1/users", 1, "admin").header("Accept-Encoding", "gzip"));

        assertThat(answer.body()).isEqualTo("[{\"id\":1,\"username\":\"a\"},{\"id\":3}]");
        assertThat(upstream.last().headers().getValuesList("Accept-Encoding")).containsExactly("identity");
    }

    @Test
    void links_lead_through_the_gateway() {
        upstream.answers((request, response, callback) -> {
            response.setStatus(201);
            response.getHeaders().put("Location", "/orders/17").put("Link", "</orders?after=17&limit=2>; rel=\"next\"");
            Content.Sink.write(response, true, "{}", callback);
        });

        var answer = send(gateway.request("/api/v1/orders", 7, "default"));

        assertThat(answer.headers().firstValue("Location")).contains("/api/v1/orders/17");
        assertThat(answer.headers().firstValue("Link")).contains("</api/v1/orders?after=17&limit=2>; rel=\"next\"");
    }

    @Test
    void an_empty_204_stays_empty() {
        upstream.answers((request, response, callback) -> {
            response.setStatus(204);
            callback.succeeded();
        });

        var answer = send(gateway.request("/api/v1/users/3", 1, "admin").DELETE());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_head_request_uses_the_route_for_get() {
        var answer = send(gateway.request("/api/v1/orders", 7, "default").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(upstream.last().method()).isEqualTo("HEAD");
    }

    @Test
    void a_body_above_the_routes_bound_never_reaches_the_service() throws Exception {
        String head = "POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + gateway.token(7, "default") + "\r\n";

        assertThat(gateway.raw(head + "Content-Length: 65537\r\n\r\n")).startsWith("HTTP/1.1 413");
        assertThat(gateway.raw(head + "Transfer-Encoding: chunked\r\n\r\n10001\r\n" + "x".repeat(65537)))
                .startsWith("HTTP/1.1 413");
        assertThat(upstream.requests()).isZero();
    }

    @Test
    void what_no_route_opens_stays_closed() {
        assertThat(send(gateway.request("/api/v1/secrets", 1, "admin")).statusCode())
                .isEqualTo(404);
        assertThat(send(gateway.request("/orders", 1, "admin")).statusCode()).isEqualTo(404);
        var wrongMethod = send(gateway.request("/api/v1/orders/3", 1, "admin").DELETE());
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(wrongMethod.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(upstream.requests()).isZero();
    }

    @Test
    void options_tells_the_methods_of_a_path() {
        var answer = send(gateway.request("/api/v1/users/3").method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).contains("DELETE, GET, HEAD, OPTIONS, PUT");
    }

    @Test
    void a_malformed_query_is_refused() throws Exception {
        String answer = gateway.rawGet("/api/v1/orders?q=%zz", gateway.token(7, "default"));

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
        assertThat(upstream.requests()).isZero();
    }

    @Test
    void a_service_that_does_not_believe_the_gateway_is_a_502() {
        upstream.answers(StubUpstream.body(
                401,
                "application/problem+json",
                "{\"type\":\"urn:gatehouse:problem:untrusted-caller\",\"status\":401}"));

        var answer = send(gateway.request("/api/v1/orders", 7, "default"));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    void a_parameter_is_spelled_anew_for_the_service() {
        send(gateway.request("/api/v1/orders/a%20b", 7, "default"));

        assertThat(upstream.last().pathQuery()).isEqualTo("/orders/a%20b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/orders/../users", "/api/v1/orders/%2e%2e/users", "/api/v1/orders/a%2fb",
                        "/api/v1/orders/a%5cb",
                "/api/v1/orders/a%00b", "/api/v1//orders", "/api/v1/orders/4;x", "/api/v1/orders/%252e"
            })
    void a_path_that_readers_could_disagree_on_is_refused(String path) throws Exception {
        String answer = gateway.rawGet(path, gateway.token(7, "default"));

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
        assertThat(upstream.requests()).isZero();
    }

    @Test
    void a_request_with_no_body_sends_none() {
        send(gateway.request("/api/v1/users/3", 1, "admin").DELETE());

        assertThat(upstream.last().body()).isEmpty();
        assertThat(upstream.last().headers().getFieldNamesCollection()).doesNotContain("Content-Type");
    }

    @Test
    void buffers_are_given_back_after_success_and_refusal() {
        byte[] tooMuch = new byte[64 * 1024 + 1];
        for (int i = 0; i < 5; i++) {
            send(gateway.request("/api/v1/orders", 7, "default").POST(BodyPublishers.ofString("{}")));
            send(gateway.request("/api/v1/orders", 7, "default").POST(BodyPublishers.ofByteArrays(List.of(tooMuch))));
        }
        org.awaitility.Awaitility.await().until(() -> gateway.bufferedBytes() == 0);
    }
}

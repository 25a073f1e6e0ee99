package io.gatehouse.gateway.extension;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.Content;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnProcessorsTest {

    private static StubUpstream upstream;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        upstream = new StubUpstream();
        gateway = new TestGateway("""
                services:
                  users: {urls: ["http://localhost:8002"]}
                base-paths: [/api]
                policies:
                  anyone: {}
                defaults:
                  policy: anyone
                  timeouts: {connect: 1s, response: 2s, total: 5s}
                  max-request-body: 64KiB
                  max-response-body: 10B
                routes:
                  GET /plain: {service: users}
                  GET /ordered:
                    service: users
                    response: [{type: append, text: a}, {type: append, text: b}]
                  GET /stamped:
                    service: users
                    response: [{type: stamp, header: X-Shop, value: s}, {type: stamp, header: Content-Length, value: "1"}]
                  GET /unusable: {service: users, response: [{type: broken, unusable: true}]}
                  GET /broken: {service: users, response: [{type: broken}]}
                  GET /fields:
                    service: users
                    max-response-body: 1KiB
                    response-fields: [id, user_type]
                    response: [{type: to-user}]
                  POST /login:
                    service: users
                    max-response-body: 1KiB
                    issue-token: true
                    response: [{type: to-user}]
                """, upstream.url(), upstream.url());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void reset() {
        upstream.forget();
        upstream.answers(StubUpstream.json(200, "\"x\""));
    }

    @Test
    void processors_run_in_the_order_of_the_file() {
        assertThat(get("/api/ordered").body()).isEqualTo("\"x\"ab");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void they_see_failures_too(int status) {
        upstream.answers(StubUpstream.json(status, "{}"));

        assertThat(get("/api/ordered").body()).isEqualTo("{}ab");
        assertThat(get("/api/ordered").statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void a_status_without_a_body_stays_without_one(int status) {
        upstream.answers((request, response, callback) -> {
            response.setStatus(status);
            callback.succeeded();
        });

        assertThat(get("/api/ordered").statusCode()).isEqualTo(status);
        assertThat(get("/api/ordered").body()).isEmpty();
    }

    @Test
    void head_stays_without_a_body() {
        var answer = send(gateway.request("/api/ordered").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void what_was_said_of_the_old_bytes_is_said_no_more() {
        upstream.answers((request, response, callback) -> {
            response.getHeaders().put("etag", "\"7\"").put("X-Kept", "k");
            Content.Sink.write(response, true, "x", callback);
        });

        var answer = get("/api/ordered");

        assertThat(answer.headers().firstValue("ETag")).isEmpty();
        assertThat(answer.headers().firstValue("X-Kept")).contains("k");
    }

    @Test
    void a_service_is_asked_for_a_plain_body_only_when_a_processor_reads_it() {
        for (String path : new String[] {"/api/ordered", "/api/stamped", "/api/plain"}) {
            send(gateway.request(path).header("Accept-Encoding", "gzip"));
        }

        assertThat(upstream.received())
                .extracting(received -> received.headers().get("Accept-Encoding"))
                .containsExactly("identity", "gzip", "gzip");
    }

    @Test
    void an_encoded_body_passes_those_who_do_not_read_it_and_no_one_else() {
        upstream.answers((request, response, callback) -> {
            response.getHeaders().put("Content-Encoding", "gzip");
            Content.Sink.write(response, true, "zipped", callback);
        });

        assertThat(get("/api/stamped").body()).isEqualTo("zipped");
        assertThat(get("/api/stamped").headers().firstValue("X-Shop")).contains("s");
        assertThat(get("/api/stamped").headers().firstValue("Content-Length")).contains("6");
        assertThat(get("/api/ordered").statusCode()).isEqualTo(502);
    }

    @Test
    void a_processor_that_throws_lets_nothing_out() {
        upstream.answers(StubUpstream.json(200, "secret"));

        assertThat(get("/api/unusable").statusCode()).isEqualTo(502);
        assertThat(get("/api/unusable").body()).doesNotContain("secret").contains("no usable answer");
        assertThat(get("/api/broken").statusCode()).isEqualTo(500);
        assertThat(get("/api/broken").body()).doesNotContain("secret", "planted");
        Awaitility.await().until(() -> gateway.bufferedBytes() == 0);
    }

    @Test
    void an_answer_grown_beyond_the_routes_bound_is_502() {
        upstream.answers(StubUpstream.json(200, "1234567890"));

        assertThat(get("/api/ordered").statusCode()).isEqualTo(502);
        assertThat(get("/api/plain").statusCode()).isEqualTo(200);
    }

    @Test
    void the_allow_list_has_the_last_word() {
        assertThat(get("/api/fields").body()).isEqualTo("{\"id\":7,\"user_type\":\"default\"}");
    }

    @Test
    void a_foreign_login_service_can_be_made_to_name_its_user() {
        var answer = send(gateway.request("/api/login").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"access_token\"").doesNotContain("note");
    }

    @Test
    void no_processor_sees_that_a_service_does_not_believe_the_gateway() {
        upstream.answers(StubUpstream.body(
                401,
                "application/problem+json",
                "{\"type\":\"urn:gatehouse:problem:untrusted-caller\",\"status\":401}"));

        assertThat(get("/api/fields").statusCode()).isEqualTo(502);
    }

    private static HttpResponse<String> get(String path) {
        return send(gateway.request(path));
    }
}

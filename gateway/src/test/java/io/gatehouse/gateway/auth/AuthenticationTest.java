package io.gatehouse.gateway.auth;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.EcPublicJwk;
import io.jsonwebtoken.security.Jwks;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {

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
        upstream.answers(StubUpstream.json(200, "[]"));
    }

    @Test
    void a_missing_token_is_401_in_the_samples_words() {
        var answer = send(gateway.request("/api/v1/orders"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"detail\":\"Auth token is missing in headers.\"");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"gatehouse\"");
        assertThat(upstream.requests()).isZero();
    }

    @Test
    void an_expired_token_is_401_in_the_samples_words() {
        String old = gateway.issuer(Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)))
                .issue(7, "default", "session");

        var answer = send(gateway.request("/api/v1/orders").header("Authorization", "Bearer " + old));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"detail\":\"Auth token is expired.\"");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"invalid_token\"");
        assertThat(upstream.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Bearer a.b.c", "Basic YTpi", "Bearer", "Bearer ", "eyJhbGciOiJub25lIn0.e30."})
    void a_corrupted_token_is_401_in_the_samples_words(String header) {
        var answer = send(gateway.request("/api/v1/orders").header("Authorization", header));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"detail\":\"Auth token is corrupted.\"");
        assertThat(upstream.requests()).isZero();
    }

    @Test
    void a_token_that_was_tampered_with_is_refused() {
        String good = gateway.token(7, "default");
        String[] parts = good.split("\\.", -1);
        String tampered = parts[0] + "." + parts[1].substring(0, parts[1].length() - 4) + "AAAA." + parts[2];

        assertThat(send(gateway.request("/api/v1/orders").header("Authorization", "Bearer " + good))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(gateway.request("/api/v1/orders").header("Authorization", "Bearer " + tampered))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void two_authorization_headers_are_400() {
        var answer = send(gateway.request("/api/v1/orders", 7, "default").header("Authorization", "Bearer x"));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void a_user_of_another_type_is_403_in_the_samples_words() {
        var answer = send(gateway.request("/api/v1/users", 7, "default"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"detail\":\"You are not allowed to access this scope.\"");
        assertThat(upstream.requests()).isZero();
    }

    @Test
    void a_login_is_answered_with_a_token_and_nothing_else_of_the_account() throws Exception {
        upstream.answers(StubUpstream.json(
                200,
                "{\"id\":7,\"user_type\":\"default\",\"session_id\":\"s\",\"refresh_token\":\"r\","
                        + "\"password_hash\":\"x\"}"));

        var answer = login();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        var body = new ObjectMapper().readTree(answer.body());
        assertThat(body.fieldNames())
                .toIterable()
                .containsExactly("access_token", "token_type", "expires_in", "refresh_token");
        assertThat(body.get("expires_in").asInt()).isEqualTo(900);
        upstream.answers(StubUpstream.json(200, "[]"));
        var orders = send(gateway.request("/api/v1/orders")
                .header("Authorization", "Bearer " + body.get("access_token").textValue()));
        assertThat(orders.statusCode()).isEqualTo(200);
        assertThat(upstream.last().headers().get("request-user-id")).isEqualTo("7");
    }

    @Test
    void a_refused_login_passes_as_the_service_worded_it() {
        upstream.answers((request, response, callback) -> {
            response.setStatus(401);
            response.getHeaders().put("WWW-Authenticate", "Bearer").put("Content-Type", "application/problem+json");
            org.eclipse.jetty.io.Content.Sink.write(response, true, "{\"type\":\"about:blank\"}", callback);
        });

        var answer = login();

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"type\":\"about:blank\"}");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "oops",
                "{\"id\":\"7\",\"user_type\":\"default\",\"session_id\":\"s\"}",
                "{\"id\":7,\"user_type\":\"default\"}"
            })
    void a_login_answer_that_names_no_user_is_502(String body) {
        upstream.answers(StubUpstream.json(200, body));

        assertThat(login().statusCode()).isEqualTo(502);
    }

    @Test
    void anyone_can_verify_our_tokens_with_the_published_keys() {
        var answer = send(gateway.request("/.well-known/jwks.json"));

        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-transform, max-age=300");
        assertThat(answer.body()).doesNotContain("\"d\"");
        var key = (EcPublicJwk) Jwks.setParser()
                .build()
                .parse(answer.body())
                .getKeys()
                .iterator()
                .next();
        var claims = Jwts.parser()
                .verifyWith(key.toKey())
                .build()
                .parseSignedClaims(gateway.token(7, "default"))
                .getPayload();
        assertThat(claims.getSubject()).isEqualTo("7");
    }

    private static java.net.http.HttpResponse<String> login() {
        return send(gateway.request("/api/v1/login")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"a\",\"password\":\"b\"}")));
    }
}

package io.gatehouse.gateway.extension;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnPoliciesTest {

    private static StubUpstream upstream;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        upstream = new StubUpstream();
        gateway = new TestGateway("""
                services:
                  users: {urls: ["http://localhost:8002"]}
                base-paths: [/api/v1, /api]
                policies:
                  own: {type: own-account, path-parameter: id}
                  everyone: {type: everyone}
                  broken: {type: broken}
                  wordy: {type: broken, words: Come back tomorrow.}
                  admin: {type: user-type, user-types: [admin]}
                defaults:
                  policy: admin
                  timeouts: {connect: 1s, response: 2s, total: 5s}
                  max-request-body: 64KiB
                  max-response-body: 1MiB
                routes:
                  GET /accounts/{id}: {service: users, policy: own}
                  GET /renamed/{id}: {service: users, policy: own, to: "/accounts/{id}/card"}
                  GET /without: {service: users, policy: own}
                  GET /everyone: {service: users, policy: everyone}
                  GET /broken: {service: users, policy: broken}
                  GET /wordy: {service: users, policy: wordy}
                  GET /admin: {service: users}
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
    }

    @Test
    void a_policy_of_ones_own_decides_by_the_paths_parameters() {
        assertThat(status("/api/accounts/7")).isEqualTo(200);
        assertThat(status("/api/v1/accounts/7")).isEqualTo(200);
        assertThat(status("/api/v1/accounts/%37")).isEqualTo(200);
        assertThat(status("/api/v1/renamed/7")).isEqualTo(200);
        assertThat(upstream.requests()).isEqualTo(4);
        assertThat(status("/api/v1/accounts/8")).isEqualTo(403);
        assertThat(status("/api/v1/accounts/7.")).isEqualTo(403);
        assertThat(status("/api/v1/renamed/8")).isEqualTo(403);
        assertThat(status("/api/v1/without")).isEqualTo(403);
        assertThat(upstream.requests()).isEqualTo(4);
    }

    @Test
    void head_is_admitted_as_get_is() {
        var own = gateway.request("/api/accounts/7", 7, "default").method("HEAD", BodyPublishers.noBody());
        var other = gateway.request("/api/accounts/8", 7, "default").method("HEAD", BodyPublishers.noBody());

        assertThat(send(own).statusCode()).isEqualTo(200);
        assertThat(send(other).statusCode()).isEqualTo(403);
    }

    @Test
    void a_policy_asks_for_a_login_unless_it_says_otherwise() {
        assertThat(send(gateway.request("/api/accounts/7")).statusCode()).isEqualTo(401);
        assertThat(send(gateway.request("/api/everyone")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_policy_that_throws_admits_nobody() {
        assertThat(status("/api/broken")).isEqualTo(500);
        assertThat(upstream.requests()).isZero();
    }

    @Test
    void a_policy_may_word_its_refusal() {
        var answer = send(gateway.request("/api/wordy", 7, "default"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Come back tomorrow.");
        assertThat(upstream.requests()).isZero();
    }

    @Test
    void the_built_in_policy_may_be_named_by_its_type() {
        assertThat(status("/api/admin")).isEqualTo(403);
        assertThat(send(gateway.request("/api/admin", 1, "admin")).statusCode()).isEqualTo(200);
    }

    private static int status(String path) {
        return send(gateway.request(path, 7, "default")).statusCode();
    }
}

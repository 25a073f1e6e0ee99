package io.gatehouse.gateway.revocation;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.health.HealthCheck;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway asks which sessions have ended, and believes no token of theirs. */
class RevocationTest {

    private static final Duration SECONDS = Duration.ofSeconds(10);

    private final FeedDouble feed = new FeedDouble();
    private final StubUpstream orders = new StubUpstream();

    @AfterEach
    void stop() {
        feed.close();
        orders.close();
    }

    @Test
    void a_token_ends_with_its_session_though_it_is_remembered_and_others_do_not() {
        try (TestGateway gateway = gateway(Map.of())) {
            String token = token(gateway, "ended");
            String other = token(gateway, "going on");
            assertThat(ask(gateway, token)).isEqualTo(200);

            feed.revoke("ended");

            await().atMost(SECONDS).until(() -> ask(gateway, token) == 401);
            assertThat(ask(gateway, other)).isEqualTo(200);
            var refused = send(gateway.request("/api/v1/orders").header("Authorization", "Bearer " + token));
            assertThat(refused.body()).contains("\"detail\":\"Auth token is expired.\"");
            assertThat(refused.headers().firstValue("WWW-Authenticate"))
                    .contains("Bearer realm=\"gatehouse\", error=\"invalid_token\"");
            assertThat(gateway.metric("gatehouse_gateway_revoked_sessions")).isEqualTo(1);
        }
    }

    @Test
    void it_reads_all_pages_before_it_is_ready_and_asks_on_behalf_of_nobody() {
        for (int i = 0; i < 25; i++) {
            feed.revoke("session " + i);
        }
        try (TestGateway gateway = gateway(Map.of())) {
            awaitReady(gateway);

            assertThat(gateway.metric("gatehouse_gateway_revoked_sessions")).isEqualTo(25);
            assertThat(feed.asked()).hasSizeGreaterThanOrEqualTo(3).allSatisfy(call -> {
                assertThat(call.headers().get("Authorization")).startsWith("Bearer ");
                assertThat(call.headers().get("request-user-id")).isNull();
                assertThat(call.headers().get("X-Forwarded-For")).isNull();
            });
        }
    }

    @Test
    void it_is_not_ready_before_it_knows_and_stays_ready_when_it_no_longer_does() {
        feed.answers(503);
        try (TestGateway gateway = gateway(Map.of("revocations.staleAfter", "1s"))) {
            await().atMost(SECONDS)
                    .until(() -> gateway.metric("gatehouse_gateway_revocation_polls_total{result=\"failed\"}") > 1);
            assertThat(health(gateway, "revocations").isHealthy()).isFalse();

            feed.answers(200);
            awaitReady(gateway);
            await().atMost(SECONDS)
                    .until(() -> health(gateway, "revocation-feed").isHealthy());

            feed.answers(503);
            await().atMost(SECONDS)
                    .until(() -> !health(gateway, "revocation-feed").isHealthy());
            assertThat(health(gateway, "revocation-feed").getMessage()).contains("are served");
            assertThat(health(gateway, "revocations").isHealthy()).isTrue();
            assertThat(gateway.metric("gatehouse_gateway_revocation_stale")).isEqualTo(1);
            assertThat(gateway.metric("gatehouse_gateway_revocation_age_seconds"))
                    .isGreaterThan(1);
            assertThat(ask(gateway, token(gateway, "any"))).isEqualTo(200);
        }
    }

    @Test
    void told_to_refuse_it_answers_503_while_it_does_not_know() {
        feed.answers(503);
        try (TestGateway gateway = gateway(Map.of("revocations.staleAfter", "1s", "revocations.whenStale", "refuse"))) {
            String token = token(gateway, "any");
            var refused = send(gateway.request("/api/v1/orders").header("Authorization", "Bearer " + token));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(send(gateway.request("/api/v1/orders")).statusCode()).isEqualTo(401);

            feed.answers(200);
            await().atMost(SECONDS).until(() -> ask(gateway, token) == 200);

            feed.answers(503);
            await().atMost(SECONDS).until(() -> ask(gateway, token) == 503);
        }
    }

    @Test
    void a_cursor_that_is_no_good_any_more_makes_it_start_over() {
        try (TestGateway gateway = gateway(Map.of())) {
            for (int status : List.of(410, 400)) {
                awaitReady(gateway);
                feed.forgetCursors(status);
                String session = "after " + status;
                String token = token(gateway, session);
                feed.revoke(session);

                await().atMost(SECONDS).until(() -> ask(gateway, token) == 401);
            }
        }
    }

    @Test
    void an_answer_that_makes_no_sense_ends_nothing() {
        try (TestGateway gateway = gateway(Map.of())) {
            awaitReady(gateway);
            for (String nonsense : List.of(
                    "",
                    "[]",
                    "{}",
                    "{\"revocations\":[{\"session_id\":7,\"revoked_at\":\"2026-01-01T00:00:00Z\"}],\"cursor\":\"x\"}",
                    "{\"revocations\":[{\"session_id\":\"s\",\"revoked_at\":\"soon\"}],\"cursor\":\"x\"}",
                    "{\"revocations\":[{\"session_id\":\"s\",\"revoked_at\":\"+1000000000-12-31T23:59:59Z\"}],\"cursor\":\"x\"}")) {
                double before = gateway.metric("gatehouse_gateway_revocation_polls_total{result=\"failed\"}");
                feed.answersWith(nonsense);
                await().atMost(SECONDS)
                        .until(() ->
                                gateway.metric("gatehouse_gateway_revocation_polls_total{result=\"failed\"}") > before);
            }
            feed.answers(200);
            String token = token(gateway, "later");
            feed.revoke("later");

            await().atMost(SECONDS).until(() -> ask(gateway, token) == 401);
        }
    }

    @Test
    void a_session_is_forgotten_once_no_token_of_it_can_be_good() {
        var sessions = new RevokedSessions(
                Duration.ofMinutes(15), new Freshness(SECONDS, System::nanoTime), WhenStale.SERVE, Clock.systemUTC());

        sessions.add("an hour ago", Instant.now().minus(Duration.ofHours(1)));
        sessions.add("just now", Instant.now());

        assertThat(sessions.isEnded("an hour ago")).isFalse();
        assertThat(sessions.isEnded("just now")).isTrue();
        var later = new RevokedSessions(
                Duration.ZERO, new Freshness(SECONDS, System::nanoTime), WhenStale.SERVE, Clock.systemUTC());
        later.add("a minute ago", Instant.now().minusSeconds(59));
        await().atMost(SECONDS).until(() -> {
            later.sweep();
            return later.count() == 0;
        });
    }

    @Test
    void a_service_that_is_not_there_is_told_at_the_start() {
        assertThatThrownBy(() -> gateway(Map.of("revocations.service", "nobody")))
                .hasStackTraceContaining("'nobody', to which no route of the route file leads");
    }

    private TestGateway gateway(Map<String, String> more) {
        Map<String, String> settings =
                new HashMap<>(Map.of("revocations.service", "users", "revocations.interval", "100ms"));
        settings.putAll(more);
        return TestGateway.shipped(feed.url(), orders.url(), settings);
    }

    private static String token(TestGateway gateway, String session) {
        return gateway.issuer(Clock.systemUTC()).issue(7, "default", session);
    }

    private static int ask(TestGateway gateway, String token) {
        return send(gateway.request("/api/v1/orders").header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static HealthCheck.Result health(TestGateway gateway, String name) {
        return gateway.environment().healthChecks().runHealthCheck(name);
    }

    private static void awaitReady(TestGateway gateway) {
        await().atMost(SECONDS).until(() -> health(gateway, "revocations").isHealthy());
        await().atMost(SECONDS)
                .until(() ->
                        send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.adminPort() + "/ready")))
                                        .statusCode()
                                == 200);
    }
}

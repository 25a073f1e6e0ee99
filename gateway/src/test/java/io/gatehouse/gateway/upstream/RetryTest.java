package io.gatehouse.gateway.upstream;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.DroppingUpstream;
import io.gatehouse.gateway.testing.Load;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is called again, how often, and within which time. */
class RetryTest {

    private static final String ROUTES = """
            services:
              users: {urls: ["http://localhost:8002"]}
            base-paths: [/api]
            policies:
              anyone: {}
            defaults:
              policy: anyone
              timeouts: {connect: 250ms, response: 400ms, total: 1s}
              retry: {attempts: 2, when: [connect-failure, reset, timeout, 503]}
              max-request-body: 1KiB
              max-response-body: 10KiB
            routes:
              GET /thing: {service: users}
              POST /thing: {service: users}
              PUT /thing: {service: users}
              GET /thrice: {service: users, retry: {attempts: 5, when: [timeout]}}
              GET /once: {service: users, retry: none}
            """;

    private static TestGateway gateway(URI upstream) {
        return new TestGateway(ROUTES, upstream, upstream, Map.of("upstream.breaker.minimumCalls", "100000"));
    }

    @Test
    void a_post_that_is_dropped_after_being_read_is_sent_once() throws IOException {
        try (var upstream = new DroppingUpstream(false);
                var gateway = gateway(upstream.url())) {
            HttpResponse<String> answer =
                    send(gateway.request("/api/thing").POST(BodyPublishers.ofString("{\"n\": 1}")));

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(upstream.requests()).isEqualTo(1);
        }
    }

    @Test
    void a_post_on_a_kept_connection_that_is_dropped_is_sent_once() throws IOException {
        try (var upstream = new DroppingUpstream(true);
                var gateway = gateway(upstream.url())) {
            assertThat(send(gateway.request("/api/once")).statusCode()).isEqualTo(200);

            HttpResponse<String> answer =
                    send(gateway.request("/api/thing").POST(BodyPublishers.ofString("{\"n\": 1}")));

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(upstream.requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT"})
    void an_idempotent_call_that_is_dropped_is_sent_twice_at_most(String method) throws IOException {
        try (var upstream = new DroppingUpstream(false);
                var gateway = gateway(upstream.url())) {
            HttpResponse<String> answer =
                    send(gateway.request("/api/thing").method(method, BodyPublishers.ofString("{\"n\": 1}")));

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(upstream.requests()).isEqualTo(2);
        }
    }

    @Test
    void a_get_on_a_kept_connection_that_is_closed_just_then_succeeds_on_another() throws IOException {
        try (var upstream = new DroppingUpstream(true);
                var gateway = gateway(upstream.url())) {
            for (int i = 0; i < 4; i++) {
                assertThat(send(gateway.request("/api/thing")).statusCode()).isEqualTo(200);
            }
            assertThat(gateway.samples("gatehouse_gateway_upstream_retries_total"))
                    .singleElement()
                    .asString()
                    .contains("reason=\"connect-failure\"");
        }
    }

    @Test
    void a_route_that_wants_no_retries_gets_none() throws IOException {
        try (var upstream = new DroppingUpstream(false);
                var gateway = gateway(upstream.url())) {
            assertThat(send(gateway.request("/api/once")).statusCode()).isEqualTo(502);
            assertThat(upstream.requests()).isEqualTo(1);
        }
    }

    @Test
    void a_retry_sends_the_body_again() {
        try (var upstream = new StubUpstream();
                var gateway = gateway(upstream.url())) {
            upstream.answers(
                    (request, response, callback) -> StubUpstream.json(upstream.requests() == 1 ? 503 : 200, "{}")
                            .write(request, response, callback));

            HttpResponse<String> answer =
                    send(gateway.request("/api/thing").PUT(BodyPublishers.ofString("{\"n\": 1}")));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(upstream.received())
                    .extracting(StubUpstream.Received::body)
                    .containsOnly("{\"n\": 1}");
            assertThat(upstream.requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "Wed, 21 Oct 2099 07:28:00 GMT"})
    void a_service_that_asks_for_more_time_than_is_left_is_not_called_again(String retryAfter) {
        try (var upstream = new StubUpstream();
                var gateway = gateway(upstream.url())) {
            upstream.answers((request, response, callback) -> {
                response.getHeaders().put("Retry-After", retryAfter);
                StubUpstream.json(503, "{}").write(request, response, callback);
            });

            assertThat(send(gateway.request("/api/thing")).statusCode()).isEqualTo(503);
            assertThat(upstream.requests()).isEqualTo(1);
        }
    }

    @Test
    void all_attempts_together_keep_to_the_total_time() {
        try (var upstream = new StubUpstream();
                var gateway = gateway(upstream.url())) {
            upstream.answers(StubUpstream.after(Duration.ofSeconds(5), StubUpstream.json(200, "{}")));
            long start = System.nanoTime();

            assertThat(send(gateway.request("/api/thrice")).statusCode()).isEqualTo(504);

            // 400 ms, 400 ms and what is left; a tenth of a second is promised, the rest is for a busy machine.
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(850), Duration.ofMillis(1500));
            assertThat(upstream.requests()).isEqualTo(3);
        }
    }

    @Test
    void retries_stay_below_a_tenth_of_the_calls_when_every_call_fails() {
        int calls = 600;
        try (var upstream = new StubUpstream();
                var gateway = gateway(upstream.url())) {
            upstream.answers(StubUpstream.json(503, "{}"));
            HttpRequest request = gateway.request("/api/thing").build();

            assertThat(Load.of(calls, 16, request))
                    .extracting(Load.Outcome::status)
                    .containsOnly(503);

            assertThat(upstream.requests() - calls).isBetween(1, calls / 10);
            assertThat(gateway.samples("gatehouse_gateway_upstream_retries_denied_total"))
                    .isNotEmpty();
        }
    }
}

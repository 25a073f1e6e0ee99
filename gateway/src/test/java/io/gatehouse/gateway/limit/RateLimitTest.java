package io.gatehouse.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static StubUpstream upstream;

    @BeforeAll
    static void start() {
        upstream = new StubUpstream();
    }

    @AfterAll
    static void stop() {
        upstream.close();
    }

    @BeforeEach
    void forget() {
        upstream.forget();
        upstream.answers(StubUpstream.json(200, "[]"));
    }

    @Test
    void an_allowed_answer_tells_what_is_left() {
        try (var gateway = LimitedRoutes.inMemory(upstream)) {
            var first = TestGateway.send(gateway.request("/api/orders", 7, "default"));
            var second = TestGateway.send(gateway.request("/api/orders", 7, "default"));

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.headers().allValues("RateLimit-Policy")).containsExactly("\"per-caller\";q=100;w=3600");
            assertThat(first.headers().allValues("RateLimit")).containsExactly("\"per-caller\";r=99;t=36");
            assertThat(second.headers().firstValue("RateLimit"))
                    .hasValueSatisfying(state -> assertThat(state).startsWith("\"per-caller\";r=98;t="));
        }
    }

    @Test
    void past_the_limit_the_answer_is_429_and_the_service_hears_nothing() {
        try (var gateway = LimitedRoutes.inMemory(upstream)) {
            for (int i = 0; i < 3; i++) {
                assertThat(login(gateway).statusCode()).isEqualTo(200);
            }
            upstream.forget();

            var refused = login(gateway);

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.headers().allValues("RateLimit-Policy")).containsExactly("\"login\";q=3;w=3600");
            assertThat(refused.headers().firstValue("RateLimit").orElseThrow()).matches("\"login\";r=0;t=3[56]\\d\\d");
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1100L, 1200L);
            assertThat(refused.body())
                    .startsWith("{\"type\":\"about:blank\",\"title\":\"Too Many Requests\",\"status\":429,"
                            + "\"detail\":\"Too many requests. Try again in 1")
                    .contains("\"request_id\":");
            assertThat(upstream.requests()).isZero();
            assertThat(gateway.metrics()).contains("gatehouse_gateway_rate_limit_refusals_total{limit=\"login\"} 1.0");
        }
    }

    @Test
    void callers_are_counted_apart_whatever_their_address() {
        try (var gateway = LimitedRoutes.inMemory(upstream)) {
            TestGateway.send(gateway.request("/api/orders", 7, "default"));

            var other = TestGateway.send(gateway.request("/api/orders", 8, "default"));

            assertThat(other.headers().firstValue("RateLimit"))
                    .hasValueSatisfying(state -> assertThat(state).startsWith("\"per-caller\";r=99;"));
        }
    }

    @Test
    void a_new_token_brings_no_new_allowance() {
        try (var gateway = LimitedRoutes.inMemory(upstream)) {
            TestGateway.send(gateway.request("/api/orders", 7, "default"));

            var again = TestGateway.send(gateway.request("/api/orders", 7, "admin"));

            assertThat(again.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"per-caller\";r=98;");
        }
    }

    @Test
    void forwarded_addresses_that_a_client_makes_up_bring_no_new_allowance() {
        try (var gateway = LimitedRoutes.inMemory(upstream)) {
            for (int i = 0; i < 3; i++) {
                login(gateway);
            }
            for (String header : new String[] {"X-Forwarded-For", "Forwarded", "X-Real-IP", "True-Client-IP"}) {
                String value = header.equals("Forwarded") ? "for=203.0.113.9" : "203.0.113.9";
                var spoofed = TestGateway.send(
                        gateway.request("/api/login").header(header, value).POST(BodyPublishers.ofString("{}")));

                assertThat(spoofed.statusCode()).as(header).isEqualTo(429);
            }
        }
    }

    @Test
    void addresses_are_counted_apart() throws IOException {
        try (var gateway = LimitedRoutes.inMemory(upstream)) {
            for (int i = 0; i < 3; i++) {
                login(gateway);
            }

            assertThat(LimitedRoutes.loginFrom(2, gateway)).startsWith("HTTP/1.1 200");
            assertThat(LimitedRoutes.loginFrom(1, gateway)).startsWith("HTTP/1.1 429");
        }
    }

    @Test
    void who_is_not_admitted_is_not_counted() {
        try (var gateway = LimitedRoutes.inMemory(upstream)) {
            for (int i = 0; i < 5; i++) {
                var nobody = TestGateway.send(gateway.request("/api/orders"));
                assertThat(nobody.statusCode()).isEqualTo(401);
                assertThat(nobody.headers().firstValue("RateLimit")).isEmpty();
            }
        }
    }

    @Test
    void a_limited_route_replaces_what_the_service_says_of_limits_and_a_free_one_lets_it_pass() {
        upstream.answers((request, response, callback) -> {
            response.getHeaders().put("ratelimit", "\"own\";r=1;t=1");
            response.getHeaders().put("ratelimit-policy", "\"own\";q=1;w=1");
            StubUpstream.json(200, "[]").write(request, response, callback);
        });
        try (var gateway = LimitedRoutes.inMemory(upstream)) {
            var limited = TestGateway.send(gateway.request("/api/orders", 7, "default"));
            var free = TestGateway.send(gateway.request("/api/free", 7, "default"));

            assertThat(limited.headers().allValues("RateLimit")).containsExactly("\"per-caller\";r=99;t=36");
            assertThat(limited.headers().allValues("RateLimit-Policy")).containsExactly("\"per-caller\";q=100;w=3600");
            assertThat(free.headers().allValues("RateLimit")).containsExactly("\"own\";r=1;t=1");
        }
    }

    private static HttpResponse<String> login(TestGateway gateway) {
        HttpRequest.Builder request = gateway.request("/api/login");
        return TestGateway.send(request.POST(BodyPublishers.ofString("{}")));
    }
}

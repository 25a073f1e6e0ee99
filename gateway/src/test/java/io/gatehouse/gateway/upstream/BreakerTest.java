package io.gatehouse.gateway.upstream;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.gateway.testing.Load;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An instance that fails is left alone, and comes back by a few calls. */
class BreakerTest {

    private static final int MINIMUM = 20;
    private static final int PROBES = 5;
    private static final Duration SLOW = Duration.ofSeconds(2);

    private static final String ROUTES = """
            services:
              users: {urls: ["http://localhost:8002", "http://localhost:8003"]}
              orders: {urls: ["http://localhost:8002"]}
            base-paths: [/api]
            policies:
              anyone: {}
            defaults:
              policy: anyone
              timeouts: {connect: 500ms, response: 3s, total: 5s}
              max-request-body: 1KiB
              max-response-body: 10KiB
            routes:
              GET /user: {service: users}
              GET /order: {service: orders}
            """;

    private StubUpstream first;
    private StubUpstream second;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        first = new StubUpstream();
        second = new StubUpstream();
        gateway = new TestGateway(
                ROUTES,
                first.url(),
                second.url(),
                Map.of("upstream.breaker.minimumCalls", String.valueOf(MINIMUM), "upstream.breaker.openTime", "1s"));
    }

    @AfterEach
    void stop() {
        gateway.close();
        first.close();
        second.close();
    }

    @Test
    void instances_are_called_in_turn() {
        Load.of(100, 4, gateway.request("/api/user").build());

        assertThat(first.requests()).isEqualTo(50);
        assertThat(second.requests()).isEqualTo(50);
    }

    @Test
    void an_instance_that_fails_is_passed_by_and_comes_back() {
        first.answers(StubUpstream.json(502, "{}"));
        HttpRequest request = gateway.request("/api/user").build();
        Load.of(2 * MINIMUM, 1, request);
        assertThat(state("users", first)).isEqualTo(2);
        int before = first.requests();

        assertThat(Load.of(30, 1, request)).extracting(Load.Outcome::status).containsOnly(200);
        assertThat(first.requests() - before).as("calls to the open instance").isLessThanOrEqualTo(1);

        first.answers(StubUpstream.json(200, "{}"));
        await().untilAsserted(() -> {
            Load.of(2 * PROBES, 1, request);
            assertThat(state("users", first)).isZero();
        });
        first.forget();
        Load.of(20, 1, request);
        assertThat(first.requests()).isEqualTo(10);
    }

    @Test
    void when_no_instance_takes_calls_they_are_answered_at_once() {
        first.answers(StubUpstream.json(502, "{}"));
        HttpRequest request = gateway.request("/api/order").build();
        Load.of(MINIMUM, 1, request);

        HttpResponse<String> shed = send(gateway.request("/api/order"));

        assertThat(shed.statusCode()).isEqualTo(503);
        assertThat(shed.headers().firstValue("Retry-After")).contains("1");
        assertThat(first.requests()).isEqualTo(MINIMUM);
        assertThat(gateway.samples("gatehouse_gateway_upstream_shed_total"))
                .contains("gatehouse_gateway_upstream_shed_total{reason=\"no-instance\",service=\"orders\"} 1.0");
        assertThat(state("users", first))
                .as("the same place under another service")
                .isZero();
    }

    @Test
    void a_recovering_instance_gets_a_few_calls_before_it_is_judged() {
        first.answers(StubUpstream.json(502, "{}"));
        HttpRequest request = gateway.request("/api/order").build();
        Load.of(MINIMUM, 1, request);
        assertThat(state("orders", first)).isEqualTo(2);
        first.forget();
        first.answers(StubUpstream.after(SLOW, StubUpstream.json(200, "{}")));
        var goesOn = new AtomicBoolean(true);
        var load = Load.start(64, request, goesOn::get);

        await().atMost(Duration.ofSeconds(5)).until(() -> first.requests() > 0);
        await().during(SLOW.dividedBy(4)).until(() -> first.requests() <= PROBES);
        await().until(() -> state("orders", first) == 0);
        await().until(() -> first.requests() > 2 * PROBES);
        goesOn.set(false);
        load.outcomes();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 429, 500})
    void an_answer_is_no_failure_whatever_it_says(int status) {
        first.answers(StubUpstream.json(status, "{}"));
        Load.of(2 * MINIMUM, 2, gateway.request("/api/order").build());

        assertThat(state("orders", first)).isZero();
        assertThat(first.requests()).isEqualTo(2 * MINIMUM);
    }

    @Test
    void neither_is_a_503_that_says_when_to_come_back_nor_an_answer_above_the_routes_bound() {
        first.answers((request, response, callback) -> {
            if (first.requests() % 2 == 0) {
                response.getHeaders().put("Retry-After", "1");
                StubUpstream.json(503, "{}").write(request, response, callback);
            } else {
                StubUpstream.json(200, "x".repeat(20_000)).write(request, response, callback);
            }
        });
        Load.of(2 * MINIMUM, 2, gateway.request("/api/order").build());

        assertThat(state("orders", first)).isZero();
        assertThat(first.requests()).isEqualTo(2 * MINIMUM);
    }

    /** 0 closed, 1 half-open, 2 open. */
    private int state(String service, StubUpstream instance) {
        String labels = "{instance=\"127.0.0.1:" + instance.port() + "\",service=\"" + service + "\"} ";
        return gateway.samples("gatehouse_gateway_upstream_breaker_state").stream()
                .filter(line -> line.contains(labels))
                .map(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }
}

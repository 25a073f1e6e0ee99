package io.gatehouse.gateway.proxy;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.AccessLines;
import io.gatehouse.gateway.testing.OpenRoutes;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A gateway has used itself before it is ready, and nobody else notices. */
class WarmUpTest {

    private static final String REQUESTS = "gatehouse_gateway_requests_total";

    private static StubUpstream upstream;

    @BeforeAll
    static void start() {
        upstream = new StubUpstream();
    }

    @AfterAll
    static void stop() {
        upstream.close();
    }

    @Test
    void sends_a_few_requests_through_the_whole_pipeline_however_short_it_is() {
        try (TestGateway gateway = gateway("0s")) {
            assertThat(warmUp(gateway)).isEqualTo("20 requests succeeded");
        }
    }

    @Test
    void goes_on_for_as_long_as_it_is_told() {
        long start = System.nanoTime();
        try (TestGateway gateway = gateway("2s")) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
            int succeeded = Integer.parseInt(warmUp(gateway).split(" ", 2)[0]);
            assertThat(succeeded).isGreaterThan(20);
        }
    }

    @Test
    void is_told_neither_in_metrics_nor_in_the_access_log() {
        try (TestGateway gateway = gateway("2s");
                var lines = new AccessLines()) {
            assertThat(gateway.samples(REQUESTS)).isEmpty();

            send(gateway.request("/nothing-here"));

            assertThat(lines.nextJson().path("path").asText()).isEqualTo("/nothing-here");
            assertThat(gateway.samples(REQUESTS)).hasSize(1).first().asString().endsWith(" 1.0");
            assertThat(gateway.metrics()).doesNotContain("rehearsal", "service=\"gateway\"");
        }
    }

    @Test
    void opens_no_path_to_others() {
        try (TestGateway gateway = gateway("0s")) {
            var request = gateway.request("/rehearsal/.well-known/jwks.json").header("Rehearsal", "0".repeat(32));

            assertThat(send(request).statusCode()).isEqualTo(404);
        }
    }

    private static TestGateway gateway(String warmUp) {
        return new TestGateway(OpenRoutes.YAML, upstream.url(), upstream.url(), Map.of("warmUp", warmUp));
    }

    private static String warmUp(TestGateway gateway) {
        return gateway.environment().healthChecks().runHealthCheck("warm-up").getMessage();
    }
}

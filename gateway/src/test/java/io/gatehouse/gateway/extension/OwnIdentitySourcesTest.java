package io.gatehouse.gateway.extension;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnIdentitySourcesTest {

    @TempDir
    private static Path folder;

    private static StubUpstream upstream;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        upstream = new StubUpstream();
        gateway = gateway("  - {type: bearer}\n  - {type: api-key, keys: {k7: 7}}\n");
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
    void whichever_credentials_a_request_carries_decide() {
        assertThat(send(gateway.request("/api/orders", 8, "default")).statusCode())
                .isEqualTo(200);
        assertThat(upstream.last().headers().get("request-user-id")).isEqualTo("8");

        assertThat(send(gateway.request("/api/orders").header("X-Api-Key", "k7"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(upstream.last().headers().get("request-user-id")).isEqualTo("7");
    }

    @Test
    void the_first_that_finds_its_credentials_decides() {
        var both = gateway.request("/api/orders", 8, "default").header("X-Api-Key", "k7");
        var badFirst = gateway.request("/api/orders")
                .header("Authorization", "Bearer bad")
                .header("X-Api-Key", "k7");

        assertThat(send(both).statusCode()).isEqualTo(200);
        assertThat(upstream.last().headers().get("request-user-id")).isEqualTo("8");
        assertThat(send(badFirst).statusCode()).isEqualTo(401);
    }

    @Test
    void without_credentials_every_source_gives_its_challenge() {
        var answer = send(gateway.request("/api/orders"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"gatehouse\", ApiKey realm=\"partners\"");
    }

    @Test
    void refused_credentials_are_answered_with_the_challenge_of_their_source() {
        var answer = send(gateway.request("/api/orders").header("X-Api-Key", "k8"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("This key is unknown.");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("ApiKey realm=\"partners\"");
    }

    @Test
    void a_source_that_throws_ends_the_request() {
        assertThat(send(gateway.request("/api/orders").header("X-Api-Key", "broken"))
                        .statusCode())
                .isEqualTo(500);
        assertThat(upstream.requests()).isZero();
    }

    @Test
    void no_service_sees_credentials_not_even_on_an_open_route() {
        upstream.answers(StubUpstream.json(401, "{}"));
        send(gateway.request("/api/login").header("x-api-KEY", "k7").POST(BodyPublishers.ofString("{}")));
        assertThat(upstream.last().headers().contains("X-Api-Key")).isFalse();

        upstream.answers(StubUpstream.json(200, "[]"));
        send(gateway.request("/api/orders").header("X-Api-Key", "k7"));
        assertThat(upstream.last().headers().contains("X-Api-Key")).isFalse();
    }

    @Test
    void access_tokens_need_not_be_accepted() throws IOException {
        try (var own = gateway("  - {type: api-key, keys: {k7: 7}}\n")) {
            assertThat(send(own.request("/api/orders", 8, "default")).statusCode())
                    .isEqualTo(401);
            assertThat(send(own.request("/api/orders").header("X-Api-Key", "k7"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void an_unknown_type_stops_the_gateway_and_tells_those_there_are() {
        assertThatThrownBy(() -> gateway("  - {type: bearre}\n"))
                .hasStackTraceContaining("bearre")
                .hasStackTraceContaining("[api-key, bearer]");
    }

    @Test
    void a_gateway_with_no_source_does_not_start() {
        assertThatThrownBy(() -> gateway("  []\n")).hasStackTraceContaining("identity must not be empty");
    }

    private static TestGateway gateway(String sources) throws IOException {
        String shipped = Files.readString(TestGateway.SHIPPED_CONFIGURATION);
        String own = shipped.replace("identity:\n  - type: bearer\n", "identity:\n" + sources);
        assertThat(own).isNotEqualTo(shipped);
        return new TestGateway(
                Files.writeString(folder.resolve("gateway.yml"), own),
                Files.readString(TestGateway.SHIPPED_ROUTES),
                upstream.url(),
                upstream.url(),
                Map.of());
    }
}

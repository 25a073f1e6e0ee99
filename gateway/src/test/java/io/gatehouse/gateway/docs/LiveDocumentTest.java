package io.gatehouse.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document as services come, change and go. */
class LiveDocumentTest {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1");
    private static final String OWN = """
            {"openapi": "3.1.0", "paths": {"/users": {"get": {"operationId": "own",
             "responses": {"200": {"description": "Own."}}}}}}""";

    private final StubUpstream users = new StubUpstream();
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.shipped(users.url(), NOBODY);
    }

    @AfterEach
    void stop() {
        gateway.close();
        users.close();
    }

    @Test
    void a_services_own_document_takes_the_place_of_the_packaged_one() throws Exception {
        users.answers(StubUpstream.json(200, OWN));

        JsonNode document = document();

        assertThat(users.last().pathQuery()).isEqualTo("/openapi.json");
        assertThat(users.last().headers().get("Authorization")).startsWith("Bearer ");
        assertThat(id(document, "~1users/get")).isEqualTo("own");
        assertThat(id(document, "~1orders/get")).isEqualTo("listOrders");
    }

    @Test
    void whoever_asks_again_soon_costs_the_services_nothing() {
        document();
        document();

        assertThat(users.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "[]",
                "{\"openapi\": \"2.0\", \"paths\": {}}",
                "{\"openapi\": \"3.1.0\"}",
                "{\"openapi\": \"3.1.0\", \"paths\": {\"/users\": {\"get\": {\"responses\": {\"200\": 1}}}}}"
            })
    void a_document_that_is_none_leaves_the_one_before(String broken) {
        users.answers(StubUpstream.json(200, broken));

        assertThat(id(document(), "~1users/get")).isEqualTo("listUsers");
    }

    @Test
    void a_service_that_does_not_answer_holds_nobody_up_for_long() {
        users.answers((request, response, callback) -> {}); // never

        assertThat(id(document(), "~1users/get")).isEqualTo("listUsers");
    }

    @Test
    void a_changed_route_file_changes_the_document() throws Exception {
        String tag = TestGateway.send(gateway.request("/openapi.json"))
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(TestGateway.send(gateway.request("/openapi.json").header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);

        Files.writeString(
                gateway.routeFile(),
                Files.readString(gateway.routeFile()).replace("  GET /me:", "  GET /myself:\n    to: /me"));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(id(document(), "~1myself/get")).isEqualTo("readMe"));
        assertThat(TestGateway.send(gateway.request("/openapi.json").header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void there_is_the_same_as_yaml() {
        var yaml = TestGateway.send(gateway.request("/openapi.yaml"));

        assertThat(yaml.headers().firstValue("Content-Type")).hasValue("application/yaml");
        assertThat(yaml.body()).startsWith("openapi: \"3.1.0\"\n");
    }

    private JsonNode document() {
        try {
            return new ObjectMapper()
                    .readTree(TestGateway.send(gateway.request("/openapi.json")).body());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String id(JsonNode document, String operation) {
        return document.at("/paths/~1api~1v1" + operation + "/operationId").asText();
    }
}

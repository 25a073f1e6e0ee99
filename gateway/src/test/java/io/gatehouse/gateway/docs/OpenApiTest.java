package io.gatehouse.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.gateway.testing.TestGateway;
import io.gatehouse.servicekit.testing.openapi.CommittedDocument;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed document is the one that the shipped gateway serves while no service answers. */
class OpenApiTest {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    @Test
    void the_committed_document_is_what_is_served_and_needs_no_service() throws Exception {
        try (var gateway = TestGateway.shipped(NOBODY, NOBODY)) {
            var served = TestGateway.send(gateway.request("/openapi.json"));

            assertThat(served.statusCode()).isEqualTo(200);
            CommittedDocument.assertSays(Path.of("openapi.json"), new ObjectMapper().readTree(served.body()));
        }
    }
}

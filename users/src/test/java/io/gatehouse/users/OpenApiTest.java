package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.servicekit.testing.openapi.CommittedDocument;
import io.gatehouse.servicekit.testing.openapi.ServiceDocument;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service's OpenAPI document is what its resources say, and what it serves. */
class OpenApiTest {

    private static UsersService users;

    @BeforeAll
    static void start() {
        users = UsersService.start(TestDatabase.H2);
    }

    @AfterAll
    static void stop() {
        users.close();
    }

    @Test
    void the_committed_document_is_what_the_resources_say() {
        var document = ServiceDocument.of("users", "Accounts, passwords and logins.", users.environment());

        CommittedDocument.assertSays(Path.of("openapi.json"), document);
    }

    @Test
    void the_document_is_served_to_the_gateway_alone() {
        var served = users.get("/openapi.json");

        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(UsersService.json(served).path("openapi").asText()).startsWith("3.1");
        String tag = served.headers().firstValue("ETag").orElseThrow();
        assertThat(users.get("/openapi.json", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(users.sendUntrusted("GET", "/openapi.json").statusCode()).isEqualTo(401);
    }
}

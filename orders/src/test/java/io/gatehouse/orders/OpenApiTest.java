package io.gatehouse.orders;

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

    private static OrdersService orders;

    @BeforeAll
    static void start() throws Exception {
        orders = new OrdersService(TestDatabase.H2.freshUrl());
    }

    @AfterAll
    static void stop() {
        orders.close();
    }

    @Test
    void the_committed_document_is_what_the_resources_say() {
        var document = ServiceDocument.of("orders", "Orders of users.", orders.environment());

        CommittedDocument.assertSays(Path.of("openapi.json"), document);
    }

    @Test
    void the_document_is_served_to_the_gateway_alone() {
        var served = orders.get(1, "/openapi.json");

        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(OrdersService.json(served).path("openapi").asText()).startsWith("3.1");
        assertThat(orders.send(orders.direct("/openapi.json")).statusCode()).isEqualTo(401);
    }
}

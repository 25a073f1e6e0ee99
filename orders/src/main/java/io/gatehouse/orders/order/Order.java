package io.gatehouse.orders.order;

import io.dropwizard.jackson.JsonSnakeCase;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * An order as it is stored and shown. It never changes.
 *
 * @param createdBy the id of the user who placed it
 * @param createdAt to the millisecond
 */
@JsonSnakeCase
@Schema(description = "An order, which never changes.", example = """
                {"id": 17, "address": "1 Gatehouse Lane", "item": "lantern", "created_by": 2,
                 "created_at": "2026-05-04T10:15:30.123Z"}""")
public record Order(long id, String address, String item, long createdBy, Instant createdAt) {

    boolean isFor(NewOrder wanted) {
        return address.equals(wanted.address()) && item.equals(wanted.item());
    }
}

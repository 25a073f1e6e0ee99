package io.gatehouse.orders.order;

import io.dropwizard.jackson.JsonSnakeCase;
import java.time.Instant;

/**
 * An order as it is stored and shown. It never changes.
 *
 * @param createdBy the id of the user who placed it
 * @param createdAt to the millisecond
 */
@JsonSnakeCase
public record Order(long id, String address, String item, long createdBy, Instant createdAt) {

    boolean isFor(NewOrder wanted) {
        return address.equals(wanted.address()) && item.equals(wanted.item());
    }
}

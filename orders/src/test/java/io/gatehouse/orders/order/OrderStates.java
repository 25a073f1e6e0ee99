package io.gatehouse.orders.order;

import au.com.dius.pact.provider.junitsupport.State;
import java.time.Clock;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Brings about the states that contracts speak of, by the service's own rules. */
public final class OrderStates {

    private final Jdbi jdbi;
    private final Orders orders;

    public OrderStates(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.orders = new Orders(jdbi, Clock.systemUTC());
    }

    /** What every interaction starts from: nothing was ordered. */
    public void reset() {
        jdbi.useHandle(handle -> {
            handle.execute("DELETE FROM idempotency_keys");
            handle.execute("DELETE FROM orders");
        });
        nextIdIs(1);
    }

    @State("an order exists")
    void anOrderExists(Map<String, Object> order) {
        nextIdIs(number(order, "id"));
        orders.place(number(order, "created_by"), wanted(order), null);
    }

    @State("orders exist")
    void ordersExist(Map<String, Object> page) {
        for (long id = 1; id <= number(page, "count"); id++) {
            orders.place(number(page, "created_by"), new NewOrder("Gatehouse Lane " + id, "lantern " + id), null);
        }
    }

    @State("the key was used")
    void theKeyWasUsed(Map<String, Object> order) {
        nextIdIs(number(order, "order_id"));
        orders.place(number(order, "user_id"), wanted(order), new IdempotencyKey((String) order.get("key")));
    }

    @State("no order has this id")
    void noOrderHasThisId() {
        // There is none but what the other states of the interaction placed.
    }

    private void nextIdIs(long id) {
        jdbi.useHandle(handle -> handle.execute("ALTER TABLE orders ALTER COLUMN id RESTART WITH " + id));
    }

    private static NewOrder wanted(Map<String, Object> order) {
        return new NewOrder((String) order.get("address"), (String) order.get("item"));
    }

    private static long number(Map<String, Object> parameters, String name) {
        return ((Number) parameters.get(name)).longValue();
    }
}

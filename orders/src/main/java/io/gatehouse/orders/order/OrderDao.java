package io.gatehouse.orders.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The SQL of orders, within one transaction. Whose order a row is stands in each WHERE. */
final class OrderDao {

    /** The constraint that allows a user's key to name one order only. */
    static final String ONE_ORDER_PER_KEY = "pk_idempotency_keys";

    private final Handle handle;

    OrderDao(Handle handle) {
        this.handle = handle.registerRowMapper(ConstructorMapper.factory(Order.class));
    }

    Order insert(long caller, NewOrder wanted, Instant now) {
        long id = handle.createUpdate("""
                        INSERT INTO orders (address, item, created_by, created_at)
                        VALUES (:address, :item, :caller, :now)
                        """)
                .bind("address", wanted.address())
                .bind("item", wanted.item())
                .bind("caller", caller)
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return new Order(id, wanted.address(), wanted.item(), caller, now);
    }

    Optional<Order> find(long caller, long id) {
        return handle.createQuery("""
                        SELECT id, address, item, created_by, created_at
                        FROM orders
                        WHERE id = :id AND created_by = :caller
                        """)
                .bind("id", id)
                .bind("caller", caller)
                .mapTo(Order.class)
                .findOne();
    }

    List<Order> list(long caller, long after, int limit) {
        return handle.createQuery("""
                        SELECT id, address, item, created_by, created_at
                        FROM orders
                        WHERE created_by = :caller AND id > :after
                        ORDER BY id
                        FETCH FIRST :limit ROWS ONLY
                        """)
                .bind("caller", caller)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Order.class)
                .list();
    }

    Optional<Order> findByKey(long caller, String key, Instant expired) {
        return handle.createQuery("""
                        SELECT o.id, o.address, o.item, o.created_by, o.created_at
                        FROM idempotency_keys k
                        JOIN orders o ON o.id = k.order_id
                        WHERE k.user_id = :caller AND k.idempotency_key = :key AND k.created_at > :expired
                          AND o.created_by = :caller
                        """)
                .bind("caller", caller)
                .bind("key", key)
                .bind("expired", expired)
                .mapTo(Order.class)
                .findOne();
    }

    void insertKey(long caller, String key, long orderId, Instant now) {
        handle.createUpdate("""
                        INSERT INTO idempotency_keys (user_id, idempotency_key, order_id, created_at)
                        VALUES (:caller, :key, :order, :now)
                        """)
                .bind("caller", caller)
                .bind("key", key)
                .bind("order", orderId)
                .bind("now", now)
                .execute();
    }

    void deleteKeyIfExpired(long caller, String key, Instant expired) {
        handle.createUpdate("""
                        DELETE FROM idempotency_keys
                        WHERE user_id = :caller AND idempotency_key = :key AND created_at <= :expired
                        """)
                .bind("caller", caller)
                .bind("key", key)
                .bind("expired", expired)
                .execute();
    }

    /** Deletes expired keys of all users, oldest first, and tells how many. */
    int deleteExpiredKeys(Instant expired, int atMost) {
        return handle.createUpdate("""
                        DELETE FROM idempotency_keys
                        WHERE (user_id, idempotency_key) IN (
                          SELECT user_id, idempotency_key
                          FROM idempotency_keys
                          WHERE created_at <= :expired
                          ORDER BY created_at
                          FETCH FIRST :atMost ROWS ONLY)
                        """)
                .bind("expired", expired)
                .bind("atMost", atMost)
                .execute();
    }
}

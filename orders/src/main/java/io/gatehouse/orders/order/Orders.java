package io.gatehouse.orders.order;

import io.gatehouse.servicekit.database.SqlFailures;
import io.gatehouse.servicekit.problem.ProblemException;
import io.gatehouse.servicekit.row.PageRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The rules of orders. Safe for use by many threads and many replicas: the database decides every race. */
public final class Orders {

    /** How long a key stands for its order. */
    static final Duration KEY_LIFE = Duration.ofHours(24);

    /** A race for a key is lost at most once, unless the winner's key expires in between. */
    private static final int ATTEMPTS = 3;

    private final Jdbi jdbi;
    private final Clock clock;

    public Orders(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Makes a new order or, for a key that stands for the same order already, gives that one back. */
    Order place(long caller, NewOrder wanted, @Nullable IdempotencyKey key) {
        if (key == null) {
            return inTransaction(dao -> dao.insert(caller, wanted, now()));
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return inTransaction(dao -> placeOnce(dao, caller, wanted, key.value()));
            } catch (JdbiException e) {
                if (!SqlFailures.violates(e, OrderDao.ONE_ORDER_PER_KEY)) {
                    throw e;
                }
                // Another request with this key was faster, and its order is there now.
            }
        }
        throw new ProblemException(503, "Service is unavailable.");
    }

    private Order placeOnce(OrderDao dao, long caller, NewOrder wanted, String key) {
        Instant now = now();
        Optional<Order> placed = dao.findByKey(caller, key, now.minus(KEY_LIFE));
        if (placed.isPresent()) {
            if (!placed.get().isFor(wanted)) {
                throw new ProblemException(422, "This Idempotency-Key was used with another body.");
            }
            return placed.get();
        }
        dao.deleteKeyIfExpired(caller, key, now.minus(KEY_LIFE));
        Order order = dao.insert(caller, wanted, now);
        dao.insertKey(caller, key, order.id(), now);
        return order;
    }

    Optional<Order> find(long caller, long id) {
        return jdbi.withHandle(handle -> new OrderDao(handle).find(caller, id));
    }

    /** The rows of a page, and one more if there are others. */
    List<Order> list(long caller, PageRequest page) {
        return jdbi.withHandle(handle -> new OrderDao(handle).list(caller, page.after(), page.rowsToRead()));
    }

    /** Deletes keys whose time is over and tells how many. */
    public int sweepKeys(int atMost) {
        return inTransaction(dao -> dao.deleteExpiredKeys(now().minus(KEY_LIFE), atMost));
    }

    private <T> T inTransaction(Function<OrderDao, T> work) {
        return jdbi.inTransaction(handle -> work.apply(new OrderDao(handle)));
    }

    /** To the millisecond, which every database keeps and every client reads. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

package io.gatehouse.servicekit.database;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failed statement means, by its SQLSTATE, alike on H2 and PostgreSQL. */
public final class SqlFailures {

    private static final String UNIQUE_VIOLATION = "23505";

    /** Connection lost, out of resources, operator or time-out intervened, input/output error. */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57", "58");

    /** Read-only, lock not to be had, deadlock, serialization; then H2's own numbers for the same. */
    private static final Set<String> UNAVAILABLE_STATES =
            Set.of("25006", "55P03", "40P01", "40001", "HYT00", "HYT01", "90007", "90020", "90097", "90098", "90121");

    private SqlFailures() {}

    /** True when the same statement may well succeed later. */
    public static boolean isUnavailable(Throwable failure) {
        SQLException sql = sqlCause(failure);
        if (sql == null) {
            return false;
        }
        String state = sql.getSQLState();
        // The pool's own failures, such as no connection in time, carry no state.
        return state == null
                || UNAVAILABLE_STATES.contains(state)
                || UNAVAILABLE_CLASSES.contains(state.substring(0, Math.min(2, state.length())));
    }

    /** True when a row collided with another under the unique constraint of this name. */
    public static boolean violates(Throwable failure, String constraint) {
        SQLException sql = sqlCause(failure);
        return sql != null
                && UNIQUE_VIOLATION.equals(sql.getSQLState())
                && String.valueOf(sql.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains(constraint.toLowerCase(Locale.ROOT));
    }

    private static @Nullable SQLException sqlCause(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}

package io.gatehouse.servicekit.database;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failed statement means, by its SQLSTATE, alike on H2 and PostgreSQL. */
public final class SqlFailures {

    private static final String UNIQUE_VIOLATION = "23505";

    /**
     * Connection lost (08), not let in (28), out of resources (53), operator or time-out intervened (57),
     * input/output error (58).
     */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "28", "53", "57", "58");

    /** Read-only, no such database, lock not to be had, deadlock, serialization. */
    private static final Set<String> UNAVAILABLE_STATES = Set.of("25006", "3D000", "55P03", "40P01", "40001", "HYT00");

    /**
     * H2's own numbers: closed or being closed, opened by another process, read-only, input/output, broken connection,
     * disk full, concurrent update, exclusive mode (org.h2.api.ErrorCode).
     */
    private static final Set<String> UNAVAILABLE_H2_STATES =
            Set.of("90007", "90020", "90028", "90031", "90067", "90097", "90098", "90100", "90121", "90131", "90135");

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
                || UNAVAILABLE_H2_STATES.contains(state)
                || UNAVAILABLE_CLASSES.contains(state.substring(0, Math.min(2, state.length())));
    }

    /** True when a row collided with another under the unique constraint of this name. */
    public static boolean violates(Throwable failure, String constraint) {
        SQLException sql = sqlCause(failure);
        return sql != null
                && UNIQUE_VIOLATION.equals(sql.getSQLState())
                && withoutValues(sql).toLowerCase(Locale.ROOT).contains(constraint.toLowerCase(Locale.ROOT));
    }

    /** The message up to the colliding values, which a client chose: PostgreSQL's first line, H2's part before ON. */
    private static String withoutValues(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.split("\n| ON ", 2)[0];
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

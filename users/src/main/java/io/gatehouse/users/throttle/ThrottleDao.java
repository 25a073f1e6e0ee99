package io.gatehouse.users.throttle;

import io.gatehouse.servicekit.database.SqlFailures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The SQL of failed logins; each statement is a transaction of its own. */
final class ThrottleDao {

    private static final String SUBJECT_PRIMARY = "failed_logins_subject_primary";

    private final Jdbi jdbi;

    ThrottleDao(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * What is known of a subject.
     *
     * @param wholeAt when its allowance is whole again
     * @param succeededAt of an account and a network: when the last login succeeded, about; long ago when none did
     */
    record Row(String subject, Instant wholeAt, Instant succeededAt) {}

    Map<String, Row> find(List<String> subjects) {
        return jdbi
                .withHandle(handle -> handle.createQuery("""
                                SELECT subject, whole_at, succeeded_at FROM failed_logins WHERE subject IN (<subjects>)
                                """)
                        .bindList("subjects", subjects)
                        .map((row, context) -> row(row))
                        .list())
                .stream()
                .collect(Collectors.toMap(Row::subject, row -> row));
    }

    /** Takes one failure from what is left of the allowance. */
    void charge(String subject, Duration every, Instant now) {
        updateOrInsert(
                "UPDATE failed_logins SET whole_at = GREATEST(whole_at, :now) + :every WHERE subject = :subject",
                "INSERT INTO failed_logins (subject, whole_at, succeeded_at) VALUES (:subject, :now + :every, 0)",
                Map.of("subject", subject, "every", every.toMillis(), "now", now.toEpochMilli()));
    }

    /** Makes the allowance whole. */
    void succeed(String subject, Instant now) {
        updateOrInsert(
                "UPDATE failed_logins SET whole_at = :now, succeeded_at = :now WHERE subject = :subject",
                "INSERT INTO failed_logins (subject, whole_at, succeeded_at) VALUES (:subject, :now, :now)",
                Map.of("subject", subject, "now", now.toEpochMilli()));
    }

    /** H2 and PostgreSQL have no upsert in common that two may run at once. */
    private void updateOrInsert(String update, String insert, Map<String, Object> values) {
        if (execute(update, values) == 0) {
            try {
                execute(insert, values);
            } catch (JdbiException e) {
                if (!SqlFailures.violates(e, SUBJECT_PRIMARY)) {
                    throw e;
                }
                // Somebody else was first.
                execute(update, values);
            }
        }
    }

    private int execute(String sql, Map<String, Object> values) {
        return jdbi.withHandle(
                handle -> handle.createUpdate(sql).bindMap(values).execute());
    }

    /** Deletes what makes no difference any more, and tells how many rows. */
    int deleteSpent(Instant now, Instant known, int atMost) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        DELETE FROM failed_logins
                        WHERE subject IN (
                          SELECT subject
                          FROM failed_logins
                          WHERE whole_at < :now AND succeeded_at < :known
                          FETCH FIRST :atMost ROWS ONLY)
                        """)
                .bind("now", now.toEpochMilli())
                .bind("known", known.toEpochMilli())
                .bind("atMost", atMost)
                .execute());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("subject"),
                Instant.ofEpochMilli(row.getLong("whole_at")),
                Instant.ofEpochMilli(row.getLong("succeeded_at")));
    }
}

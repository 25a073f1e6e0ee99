package io.gatehouse.users.revocation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of revocations, within one handle. */
final class RevocationDao {

    private final Handle handle;

    RevocationDao(Handle handle) {
        this.handle = handle;
    }

    /**
     * One row of {@link #after}.
     *
     * @param newest the last position given
     * @param forgotten the last position whose entry is no longer kept, 0 when all are
     * @param position of the entry, 0 without one
     * @param revocation null when nothing follows
     */
    record Row(
            long newest,
            long forgotten,
            long position,
            @Nullable Revocation revocation) {}

    /** Takes positions for entries and keeps everybody else from taking any until the transaction ends. */
    long takePositions(int count) {
        handle.createUpdate("UPDATE revocation_feed SET newest = newest + :count")
                .bind("count", count)
                .execute();
        return handle.createQuery("SELECT newest FROM revocation_feed")
                .mapTo(Long.class)
                .one();
    }

    /** Stores entries whose last has this position. */
    void insert(List<String> sessionIds, Instant now, long lastPosition) {
        var batch = handle.prepareBatch("""
                INSERT INTO revocations (position, session_id, revoked_at) VALUES (:position, :sessionId, :now)
                """);
        for (int i = 0; i < sessionIds.size(); i++) {
            batch.bind("position", lastPosition - sessionIds.size() + 1 + i)
                    .bind("sessionId", sessionIds.get(i))
                    .bind("now", now)
                    .add();
        }
        batch.execute();
    }

    /** What follows a position. One statement, so that entries and bounds are of one instant; never empty. */
    List<Row> after(long position, int atMost) {
        return handle.createQuery("""
                        SELECT f.newest, f.forgotten, r.position, r.session_id, r.revoked_at
                        FROM revocation_feed f
                        LEFT JOIN revocations r ON r.position > :position
                        ORDER BY r.position
                        FETCH FIRST :atMost ROWS ONLY
                        """)
                .bind("position", position)
                .bind("atMost", atMost)
                .map((row, context) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        String sessionId = row.getString("session_id");
        Revocation revocation = sessionId == null
                ? null
                : new Revocation(
                        sessionId,
                        row.getObject("revoked_at", OffsetDateTime.class).toInstant());
        return new Row(row.getLong("newest"), row.getLong("forgotten"), row.getLong("position"), revocation);
    }

    /** Deletes the oldest entries of before an instant, remembers up to where, and tells how many. */
    int forget(Instant before, int atMost) {
        List<Long> old = handle.createQuery("""
                        SELECT position FROM revocations WHERE revoked_at < :before
                        ORDER BY position
                        FETCH FIRST :atMost ROWS ONLY
                        """)
                .bind("before", before)
                .bind("atMost", atMost)
                .mapTo(Long.class)
                .list();
        if (old.isEmpty()) {
            return 0;
        }
        long last = old.get(old.size() - 1);
        handle.createUpdate("UPDATE revocation_feed SET forgotten = :last WHERE forgotten < :last")
                .bind("last", last)
                .execute();
        return handle.createUpdate("DELETE FROM revocations WHERE position <= :last")
                .bind("last", last)
                .execute();
    }
}

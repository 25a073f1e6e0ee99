package io.gatehouse.users.session;

import io.gatehouse.users.user.UserType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The SQL of sessions, within one transaction. Whoever changes a session holds the row of its user, so that all that
 * happens to one user's sessions, type and password happens one after the other.
 */
final class SessionDao {

    private final Handle handle;

    SessionDao(Handle handle) {
        this.handle = handle;
    }

    Optional<StoredSession> find(String selectorHash) {
        return handle.createQuery("""
                        SELECT id, user_id, verifier_hash, started_at, expires_at
                        FROM sessions
                        WHERE selector_hash = :selectorHash
                        """)
                .bind("selectorHash", selectorHash)
                .map((row, context) -> session(row))
                .findOne();
    }

    /** The type of a user of whom nothing can change until the transaction ends. */
    Optional<UserType> lockUser(long userId) {
        return handle.createQuery("SELECT user_type FROM users WHERE id = :userId FOR UPDATE")
                .bind("userId", userId)
                .mapTo(String.class)
                .findOne()
                .map(UserType::of);
    }

    void insert(StoredSession session, String selectorHash) {
        handle.createUpdate("""
                        INSERT INTO sessions (id, user_id, selector_hash, verifier_hash, started_at, expires_at)
                        VALUES (:id, :userId, :selectorHash, :verifierHash, :startedAt, :expiresAt)
                        """)
                .bind("id", session.id())
                .bind("userId", session.userId())
                .bind("selectorHash", selectorHash)
                .bind("verifierHash", session.verifierHash())
                .bind("startedAt", session.startedAt())
                .bind("expiresAt", session.expiresAt())
                .execute();
    }

    void rotate(String id, String verifierHash, Instant expiresAt) {
        handle.createUpdate("""
                        UPDATE sessions SET verifier_hash = :verifierHash, expires_at = :expiresAt WHERE id = :id
                        """)
                .bind("id", id)
                .bind("verifierHash", verifierHash)
                .bind("expiresAt", expiresAt)
                .execute();
    }

    /** The ids of a user's sessions, those that began last first, without the first few of them. */
    List<String> idsBeyond(long userId, int kept) {
        return handle.createQuery("""
                        SELECT id FROM sessions
                        WHERE user_id = :userId
                        ORDER BY started_at DESC, id
                        OFFSET :kept ROWS
                        """)
                .bind("userId", userId)
                .bind("kept", kept)
                .mapTo(String.class)
                .list();
    }

    /** Ids of sessions that expired before an instant and that nobody is at. */
    List<String> lockExpired(Instant before, int atMost) {
        return handle.createQuery("""
                        SELECT id FROM sessions
                        WHERE expires_at < :before
                        ORDER BY expires_at
                        FETCH FIRST :atMost ROWS ONLY
                        FOR UPDATE SKIP LOCKED
                        """)
                .bind("before", before)
                .bind("atMost", atMost)
                .mapTo(String.class)
                .list();
    }

    void delete(List<String> ids) {
        if (!ids.isEmpty()) {
            handle.createUpdate("DELETE FROM sessions WHERE id IN (<ids>)")
                    .bindList("ids", ids)
                    .execute();
        }
    }

    private static StoredSession session(ResultSet row) throws SQLException {
        return new StoredSession(
                row.getString("id"),
                row.getLong("user_id"),
                row.getString("verifier_hash"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}

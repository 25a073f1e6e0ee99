package io.gatehouse.users.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of accounts, the same on H2 and PostgreSQL, within one handle. */
final class UserDao {

    private static final String COLUMNS = """
            id, username, email, full_name, user_type, protected, created_by, created_at, updated_at, version
            """;

    private final Handle handle;

    UserDao(Handle handle) {
        this.handle = handle;
    }

    Optional<Account> find(long id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM users WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> account(row))
                .findOne();
    }

    /** Finds an account and keeps others from changing it until the transaction ends. */
    Optional<Account> lock(long id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM users WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .map((row, context) -> account(row))
                .findOne();
    }

    /**
     * The ids of all admins, none of whom can be deleted or demoted by others until the transaction ends. In the order
     * of their ids, so that two who lock them wait for each other and never both.
     */
    List<Long> lockAdmins() {
        return handle.createQuery("SELECT id FROM users WHERE user_type = 'admin' ORDER BY id FOR UPDATE")
                .mapTo(Long.class)
                .list();
    }

    List<User> page(long after, int limit) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM users WHERE id > :after ORDER BY id LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> account(row).user())
                .list();
    }

    boolean isEmpty() {
        return handle.createQuery("SELECT id FROM users FETCH FIRST ROW ONLY")
                .mapTo(Long.class)
                .findOne()
                .isEmpty();
    }

    /** Stores a new account; one that made itself takes a second statement, for its id is not known before. */
    Account insert(NewAccount account, Instant now) {
        long id = handle.createUpdate("""
                        INSERT INTO users (id, username, username_key, email, email_key, full_name, user_type,
                                           password_hash, protected, created_by, created_at, updated_at, version)
                        VALUES (%s, :username, :usernameKey, :email, :emailKey, :fullName, :userType,
                                :passwordHash, :protected, :createdBy, :now, :now, 1)
                        """.formatted(account.id() == null ? "DEFAULT" : account.id()))
                .bind("username", account.username())
                .bind("usernameKey", LookupKey.of(account.username()))
                .bind("email", account.email())
                .bind("emailKey", LookupKey.ofNullable(account.email()))
                .bind("fullName", account.fullName())
                .bind("userType", account.userType().value())
                .bind("passwordHash", account.passwordHash().encoded())
                .bind("protected", account.isProtected())
                .bind("createdBy", account.createdBy() == null ? 0 : account.createdBy())
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        if (account.createdBy() == null) {
            handle.execute("UPDATE users SET created_by = id WHERE id = ?", id);
        }
        return find(id).orElseThrow();
    }

    /** False when the account is no longer in the version it is thought to be in. */
    boolean update(User user, Instant now, long version) {
        return handle.createUpdate("""
                                UPDATE users
                                SET username = :username, username_key = :usernameKey,
                                    email = :email, email_key = :emailKey,
                                    full_name = :fullName, user_type = :userType,
                                    updated_at = :now, version = version + 1
                                WHERE id = :id AND version = :version
                                """)
                        .bind("id", user.id())
                        .bind("username", user.username())
                        .bind("usernameKey", LookupKey.of(user.username()))
                        .bind("email", user.email())
                        .bind("emailKey", LookupKey.ofNullable(user.email()))
                        .bind("fullName", user.fullName())
                        .bind("userType", user.userType().value())
                        .bind("now", now)
                        .bind("version", version)
                        .execute()
                == 1;
    }

    void delete(long id) {
        handle.execute("DELETE FROM users WHERE id = ?", id);
    }

    /** Makes the next account without a chosen id get this one. H2 commits what the transaction did so far. */
    void restartIds(long next) {
        handle.execute("ALTER TABLE users ALTER COLUMN id RESTART WITH " + next);
    }

    private static Account account(ResultSet row) throws SQLException {
        var user = new User(
                row.getLong("id"),
                row.getString("username"),
                row.getString("email"),
                row.getString("full_name"),
                UserType.of(row.getString("user_type")),
                row.getLong("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
        return new Account(user, row.getBoolean("protected"), row.getLong("version"));
    }
}

package io.gatehouse.users.login;

import io.gatehouse.users.password.PasswordHash;
import io.gatehouse.users.user.AccessEnd;
import io.gatehouse.users.user.UserType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of logins, the only place where a hash is read, within one handle. */
final class LoginDao {

    private final Handle handle;

    LoginDao(Handle handle) {
        this.handle = handle;
    }

    Optional<Credentials> find(String usernameKey) {
        return handle.createQuery("SELECT id, username_key, password_hash FROM users WHERE username_key = :usernameKey")
                .bind("usernameKey", usernameKey)
                .map((row, context) -> credentials(row))
                .findOne();
    }

    Optional<Credentials> find(long id) {
        return handle.createQuery("SELECT id, username_key, password_hash FROM users WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> credentials(row))
                .findOne();
    }

    /**
     * The type of the user whose password was checked, and of whom nothing can change until the transaction ends; empty
     * when the account has gone or another hash has taken the place of the one checked.
     */
    Optional<UserType> lockUnchanged(Credentials checked) {
        return handle.createQuery("""
                        SELECT user_type FROM users WHERE id = :id AND password_hash = :hash FOR UPDATE
                        """)
                .bind("id", checked.id())
                .bind("hash", checked.passwordHash().encoded())
                .mapTo(String.class)
                .findOne()
                .map(UserType::of);
    }

    void replaceHash(long id, PasswordHash fresh) {
        handle.createUpdate("UPDATE users SET password_hash = :fresh WHERE id = :id")
                .bind("id", id)
                .bind("fresh", fresh.encoded())
                .execute();
    }

    /**
     * Gives an account another hash and ends its access; false, and nothing, when it has gone or has another hash than
     * before. The last act of its transaction.
     */
    boolean replace(Credentials before, PasswordHash fresh, AccessEnd access) {
        if (lockUnchanged(before).isEmpty()) {
            return false;
        }
        replaceHash(before.id(), fresh);
        access.endAccess(handle, before.id());
        return true;
    }

    private static Credentials credentials(ResultSet row) throws SQLException {
        return new Credentials(
                row.getLong("id"), row.getString("username_key"), new PasswordHash(row.getString("password_hash")));
    }
}

package io.gatehouse.users.login;

import io.gatehouse.users.password.PasswordHash;
import io.gatehouse.users.user.UserType;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The SQL of logins, the only place where a hash is read. */
final class LoginDao {

    private final Jdbi jdbi;

    LoginDao(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Credentials> find(String usernameKey) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, user_type, password_hash FROM users WHERE username_key = :usernameKey
                        """)
                .bind("usernameKey", usernameKey)
                .map((row, context) -> new Credentials(
                        row.getLong("id"),
                        UserType.of(row.getString("user_type")),
                        new PasswordHash(row.getString("password_hash"))))
                .findOne());
    }

    /** Stores a better hash of the same password, unless the password has changed since. */
    void replaceHash(long id, PasswordHash old, PasswordHash fresh) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE users SET password_hash = :fresh WHERE id = :id AND password_hash = :old
                        """)
                .bind("id", id)
                .bind("old", old.encoded())
                .bind("fresh", fresh.encoded())
                .execute());
    }
}

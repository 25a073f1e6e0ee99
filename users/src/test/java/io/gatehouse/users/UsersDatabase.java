package io.gatehouse.users;

import io.gatehouse.users.password.PasswordHash;
import io.gatehouse.users.password.Passwords;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;

/** A database of the service's, reached past the service. */
public record UsersDatabase(String url) {

    private static final PasswordHash CORRECT_HORSE = new Passwords().hash("correct horse");

    public void execute(String sql) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row of a query's result. */
    public String query(String sql) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stores a user with the password {@code correct horse} and returns the id. */
    public long store(String username, String userType) {
        return store(username, userType, CORRECT_HORSE.encoded());
    }

    /** Stores a user with any hash of a password and returns the id. */
    public long store(String username, String userType, String passwordHash) {
        execute("""
                INSERT INTO users (username, username_key, user_type, password_hash, protected, created_by,
                                   created_at, updated_at, version)
                VALUES ('%s', '%s', '%s', '%s', FALSE, 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1)""".formatted(username, username.toLowerCase(Locale.ROOT), userType, passwordHash));
        return Long.parseLong(query("SELECT id FROM users WHERE username = '" + username + "'"));
    }
}

package io.gatehouse.users.contract;

import au.com.dius.pact.provider.junitsupport.State;
import io.gatehouse.users.password.PasswordHash;
import io.gatehouse.users.password.Passwords;
import io.gatehouse.users.user.AccountCreation;
import io.gatehouse.users.user.Actor;
import io.gatehouse.users.user.NewAccount;
import io.gatehouse.users.user.UserType;
import java.time.Clock;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Brings about the states that contracts speak of, by the service's own rules where these can. */
final class UserStates {

    private static final Actor CONTRACT = Actor.named("contract");

    private final Jdbi jdbi;
    private final AccountCreation accounts;
    private final Passwords passwords = new Passwords();
    private final PasswordHash anybodys = passwords.hash("correct horse");

    UserStates(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.accounts = new AccountCreation(jdbi, Clock.systemUTC());
    }

    /** What every interaction starts from: nobody is there. */
    void reset() {
        jdbi.useHandle(handle -> {
            handle.execute("DELETE FROM users");
            handle.execute("ALTER TABLE users ALTER COLUMN id RESTART WITH 1");
        });
    }

    @State("a user exists")
    void aUserExists(Map<String, Object> user) {
        create(
                id(user),
                (String) user.get("username"),
                (String) user.get("email"),
                (String) user.get("full_name"),
                UserType.of((String) user.get("user_type")),
                passwords.hash((String) user.get("password")));
    }

    @State("users exist")
    void usersExist(Map<String, Object> users) {
        long count = ((Number) users.get("count")).longValue();
        for (long id = 1; id <= count; id++) {
            create(id, "user" + id, "user" + id + "@example.org", "User " + id, UserType.DEFAULT, anybodys);
        }
    }

    /** No operation of the service protects an account that exists. */
    @State("the user is protected")
    void theUserIsProtected(Map<String, Object> user) {
        jdbi.useHandle(handle -> handle.execute("UPDATE users SET protected = TRUE WHERE id = ?", id(user)));
    }

    @State({"no user has this id", "the user is the last admin"})
    void nothingToDo() {
        // There is nobody but whom the other states of the interaction made.
    }

    private void create(long id, String name, String email, String fullName, UserType type, PasswordHash hash) {
        accounts.create(CONTRACT, new NewAccount(id, name, email, fullName, type, hash, false, 1L));
    }

    private static long id(Map<String, Object> parameters) {
        return ((Number) parameters.get("id")).longValue();
    }
}

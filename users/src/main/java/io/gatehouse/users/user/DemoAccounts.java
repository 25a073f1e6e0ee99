package io.gatehouse.users.user;

import io.gatehouse.users.password.PasswordHash;
import io.gatehouse.users.password.Passwords;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Two accounts to try the system with, whose passwords everybody knows. */
public final class DemoAccounts {

    /** What opens each account, by its name. */
    public static final Map<String, String> PASSWORDS = Map.of("admin", "a", "default", "b");

    private static final Actor ACTOR = Actor.named("demo-accounts");

    private final Jdbi jdbi;
    private final Passwords passwords;
    private final Clock clock;

    public DemoAccounts(Jdbi jdbi, Passwords passwords, Clock clock) {
        this.jdbi = jdbi;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Puts the accounts into an empty database and leaves any other alone. Replicas may do this at once. */
    public void seed() {
        if (!isEmpty()) {
            return;
        }
        NewAccount admin = account(1, "admin", "Admin", UserType.ADMIN);
        NewAccount other = account(2, "default", "Default", UserType.DEFAULT);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            jdbi.useTransaction(handle -> {
                var dao = new UserDao(handle);
                dao.insert(admin, now);
                dao.insert(other, now);
            });
        } catch (JdbiException e) {
            if (isEmpty()) {
                throw e;
            }
            // Another replica was first.
            return;
        }
        new AuditLog(clock).write(ACTOR, "create", "user 1, user 2");
    }

    private boolean isEmpty() {
        return jdbi.withHandle(handle -> new UserDao(handle).isEmpty());
    }

    private NewAccount account(long id, String username, String fullName, UserType type) {
        PasswordHash hash = passwords.hash(Objects.requireNonNull(PASSWORDS.get(username)));
        return new NewAccount(id, username, null, fullName, type, hash, true, 1L);
    }
}

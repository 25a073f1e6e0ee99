package io.gatehouse.users.user;

import io.gatehouse.users.password.PasswordHash;
import io.gatehouse.users.password.Passwords;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Two accounts to try the system with, whose passwords everybody knows. */
public final class DemoAccounts {

    /**
     * One of them.
     *
     * @param password what opens it, to everybody
     */
    public record Sample(long id, String username, String fullName, UserType type, String password) {}

    public static final Sample ADMIN = new Sample(1, "admin", "Admin", UserType.ADMIN, "a");
    public static final Sample OTHER = new Sample(2, "default", "Default", UserType.DEFAULT, "b");

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
        NewAccount admin = account(ADMIN);
        NewAccount other = account(OTHER);
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

    private NewAccount account(Sample sample) {
        PasswordHash hash = passwords.hash(sample.password());
        return new NewAccount(sample.id(), sample.username(), null, sample.fullName(), sample.type(), hash, true, 1L);
    }
}

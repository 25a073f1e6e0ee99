package io.gatehouse.users.user;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** How an account comes to be, by a user or by a command. */
public final class AccountCreation {

    private final Jdbi jdbi;
    private final Clock clock;
    private final AuditLog audit;

    public AccountCreation(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.audit = new AuditLog(clock);
    }

    /**
     * Stores an account.
     *
     * @throws io.gatehouse.servicekit.problem.ProblemException 409 when its name or address is another's
     */
    public Account create(Actor actor, NewAccount account) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            Account created =
                    DrawnIds.insert(() -> jdbi.inTransaction(handle -> new UserDao(handle).insert(account, now)));
            audit.write(
                    actor,
                    "create " + account.userType().value(),
                    "user " + created.user().id());
            return created;
        } catch (JdbiException e) {
            throw UserConflicts.translate(e);
        }
    }
}

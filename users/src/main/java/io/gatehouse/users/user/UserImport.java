package io.gatehouse.users.user;

import io.gatehouse.servicekit.database.SqlFailures;
import io.gatehouse.users.password.PasswordHash;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Takes over accounts with their ids, all of them or none. */
public final class UserImport {

    private final Jdbi jdbi;
    private final Clock clock;

    public UserImport(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Stores the accounts, each of which has an id.
     *
     * @throws AccountTakenException when one collides with an account that exists; then nothing is stored
     */
    public void run(Actor actor, List<NewAccount> accounts) throws AccountTakenException {
        if (accounts.isEmpty()) {
            return;
        }
        // First, so that ids drawn meanwhile are none of these; not in the transaction, which H2 would commit.
        moveIdsPast(accounts.stream()
                .mapToLong(account -> Objects.requireNonNull(account.id()))
                .max()
                .orElseThrow());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        jdbi.useTransaction(handle -> {
            var dao = new UserDao(handle);
            for (int i = 0; i < accounts.size(); i++) {
                insert(dao, i, accounts.get(i), now);
            }
        });
        new AuditLog(clock).write(actor, "import", accounts.size() + " users");
    }

    private static void insert(UserDao dao, int index, NewAccount account, Instant now) throws AccountTakenException {
        try {
            dao.insert(account, now);
        } catch (JdbiException e) {
            if (SqlFailures.violates(e, UserConflicts.USERNAME_UNIQUE)) {
                throw new AccountTakenException(index, "username");
            } else if (SqlFailures.violates(e, UserConflicts.EMAIL_UNIQUE)) {
                throw new AccountTakenException(index, "email");
            } else if (SqlFailures.violates(e, UserConflicts.ID_PRIMARY)) {
                throw new AccountTakenException(index, "id");
            }
            throw e;
        }
    }

    /** Only ever forwards: the id of a deleted user stays theirs, for they may have left orders. */
    private void moveIdsPast(long max) {
        if (drawId() <= max) {
            jdbi.useHandle(handle -> new UserDao(handle).restartIds(max + 1));
        }
    }

    /** The next id, told by an insert that is taken back; SQL that both databases know has no other way. */
    private long drawId() {
        var probe = new NewAccount(
                null, UUID.randomUUID().toString(), null, null, UserType.DEFAULT, new PasswordHash(""), false, 0L);
        return DrawnIds.insert(() -> jdbi.withHandle(handle -> {
            handle.begin();
            try {
                return new UserDao(handle).insert(probe, clock.instant()).user().id();
            } finally {
                handle.rollback();
            }
        }));
    }
}

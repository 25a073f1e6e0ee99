package io.gatehouse.users.user;

import io.gatehouse.servicekit.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The rules about accounts. Names and addresses are unique, protected accounts stay, and there is always an admin once
 * there was one. The database decides, so that it holds with any number of replicas.
 */
public final class Users {

    private final Jdbi jdbi;
    private final Clock clock;
    private final AccessEnd access;
    private final AccountCreation creation;
    private final AuditLog audit;

    /** @param access ends what was granted to an account that goes or changes its type */
    public Users(Jdbi jdbi, Clock clock, AccessEnd access) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.access = access;
        this.creation = new AccountCreation(jdbi, clock);
        this.audit = new AuditLog(clock);
    }

    List<User> page(long after, int limit) {
        return jdbi.withHandle(handle -> new UserDao(handle).page(after, limit));
    }

    Account find(long id) {
        return jdbi.withHandle(handle -> new UserDao(handle).find(id)).orElseThrow(Users::notFound);
    }

    Account create(Actor actor, NewAccount account) {
        return creation.create(actor, account);
    }

    Account update(Actor actor, long id, UserChanges changes, Precondition precondition) {
        try {
            Account updated = jdbi.inTransaction(handle -> update(handle, id, changes, precondition));
            audit.write(actor, "update " + changes.fields(), name(updated.user()));
            return updated;
        } catch (JdbiException e) {
            throw UserConflicts.translate(e);
        }
    }

    private Account update(Handle handle, long id, UserChanges changes, Precondition precondition) {
        var dao = new UserDao(handle);
        List<Long> admins = changes.demotes() ? dao.lockAdmins() : List.of();
        Account current = dao.lock(id).orElseThrow(Users::notFound);
        precondition.check(current);
        if (changes.demotes()) {
            keepAnAdmin(current, admins);
        }
        if (!dao.update(changes.applyTo(current.user()), now(), current.version())) {
            throw new IllegalStateException("User " + id + " changed while it was locked.");
        }
        Account updated = dao.find(id).orElseThrow();
        if (updated.user().userType() != current.user().userType()) {
            access.endAccess(handle, id);
        }
        return updated;
    }

    void delete(Actor actor, long id, Precondition precondition) {
        jdbi.useTransaction(handle -> delete(handle, id, precondition));
        audit.write(actor, "delete", "user " + id);
    }

    private void delete(Handle handle, long id, Precondition precondition) {
        var dao = new UserDao(handle);
        List<Long> admins = dao.lockAdmins();
        Account current = dao.lock(id).orElseThrow(Users::notFound);
        precondition.check(current);
        if (current.isProtected()) {
            throw new ProblemException(403, "You are not allowed to delete protected users.");
        }
        keepAnAdmin(current, admins);
        access.endAccess(handle, id);
        dao.delete(id);
    }

    private static void keepAnAdmin(Account leaving, List<Long> admins) {
        if (leaving.isAdmin()
                && admins.stream().allMatch(id -> id == leaving.user().id())) {
            throw new ProblemException(409, "The last admin can be neither deleted nor demoted.");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String name(User user) {
        return "user " + user.id();
    }

    static ProblemException notFound() {
        return new ProblemException(404, "User not found with this id.");
    }
}

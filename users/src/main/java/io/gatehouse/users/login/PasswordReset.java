package io.gatehouse.users.login;

import io.gatehouse.users.password.PasswordHash;
import io.gatehouse.users.password.Passwords;
import io.gatehouse.users.user.AccessEnd;
import io.gatehouse.users.user.LookupKey;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** A new password without the old one, by the operator. It ends all sessions of the user. */
public final class PasswordReset {

    private final Jdbi jdbi;
    private final Passwords passwords;
    private final AccessEnd access;

    public PasswordReset(Jdbi jdbi, Passwords passwords, AccessEnd access) {
        this.jdbi = jdbi;
        this.passwords = passwords;
        this.access = access;
    }

    /** Whether it was done: false when there is no such user, or the password was changed at the same time. */
    public boolean reset(String username, String password) {
        Optional<Credentials> found = jdbi.withHandle(handle -> new LoginDao(handle).find(LookupKey.of(username)));
        PasswordHash fresh = passwords.hash(password);
        return found.isPresent()
                && jdbi.inTransaction(handle -> new LoginDao(handle).replace(found.get(), fresh, access));
    }
}

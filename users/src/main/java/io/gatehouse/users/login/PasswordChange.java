package io.gatehouse.users.login;

import io.gatehouse.servicekit.problem.ProblemException;
import io.gatehouse.users.password.PasswordHash;
import io.gatehouse.users.password.Passwords;
import io.gatehouse.users.throttle.Throttle;
import io.gatehouse.users.user.AccessEnd;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A new password for the old one. It ends all sessions of the user, the one at hand too: whoever had the old password
 * may have any of them.
 */
public final class PasswordChange {

    private static final Logger log = LoggerFactory.getLogger(PasswordChange.class);

    private final Jdbi jdbi;
    private final Passwords passwords;
    private final AccessEnd access;
    private final Throttle throttle;

    public PasswordChange(Jdbi jdbi, Passwords passwords, AccessEnd access, Throttle throttle) {
        this.jdbi = jdbi;
        this.passwords = passwords;
        this.access = access;
        this.throttle = throttle;
    }

    /**
     * Begins with what takes no hashing.
     *
     * @param network the client's: whoever holds a stolen access token guesses no faster here than at a login
     */
    Begun begin(long userId, String network) {
        Credentials credentials = jdbi.withHandle(handle -> new LoginDao(handle).find(userId))
                .orElseThrow(() -> new ProblemException(404, "User not found with this id."));
        return new Begun(credentials, throttle.admit(credentials.usernameKey(), network));
    }

    /** A change whose passwords are to be hashed. */
    final class Begun {

        private final Credentials credentials;
        private final Throttle.Guess guess;

        private Begun(Credentials credentials, Throttle.Guess guess) {
            this.credentials = credentials;
            this.guess = guess;
        }

        void finish(String oldPassword, String newPassword) {
            if (!passwords.matches(oldPassword, credentials.passwordHash())) {
                guess.failed();
                throw new ProblemException(403, "The old password is wrong.");
            }
            replace(credentials, passwords.hash(newPassword));
            guess.succeeded();
        }
    }

    private void replace(Credentials checked, PasswordHash fresh) {
        boolean replaced = jdbi.inTransaction(handle -> new LoginDao(handle).replace(checked, fresh, access));
        if (!replaced) {
            throw new ProblemException(409, "The password was changed or hashed anew at the same time. Try again.");
        }
        log.info("User {} changed the password", checked.id());
    }
}

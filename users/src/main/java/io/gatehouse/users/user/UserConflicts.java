package io.gatehouse.users.user;

import io.gatehouse.servicekit.database.SqlFailures;
import io.gatehouse.servicekit.problem.ProblemException;
import org.jdbi.v3.core.JdbiException;

/** What a row that collided with another means, told by the constraint and never by looking first. */
final class UserConflicts {

    static final String USERNAME_UNIQUE = "users_username_unique";
    static final String EMAIL_UNIQUE = "users_email_unique";
    static final String ID_PRIMARY = "users_id_primary";

    private UserConflicts() {}

    /** The failure to throw instead: a conflict, or the failure itself when it is something else. */
    static RuntimeException translate(JdbiException failure) {
        if (SqlFailures.violates(failure, USERNAME_UNIQUE)) {
            return new ProblemException(409, "There is already another user with this username.");
        } else if (SqlFailures.violates(failure, EMAIL_UNIQUE)) {
            return new ProblemException(409, "There is already another user with this email.");
        }
        return failure;
    }
}

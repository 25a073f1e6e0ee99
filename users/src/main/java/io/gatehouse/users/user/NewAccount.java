package io.gatehouse.users.user;

import io.gatehouse.users.password.PasswordHash;
import org.jspecify.annotations.Nullable;

/**
 * An account to be stored.
 *
 * @param id null for the next one free
 * @param isProtected whether it can't be deleted
 * @param createdBy null for itself
 */
public record NewAccount(
        @Nullable Long id,
        String username,
        @Nullable String email,
        @Nullable String fullName,
        UserType userType,
        PasswordHash passwordHash,
        boolean isProtected,
        @Nullable Long createdBy) {

    /** What a person asked for, by a user. */
    static NewAccount of(NewUser user, PasswordHash passwordHash, long createdBy) {
        return new NewAccount(
                null, user.username(), user.email(), user.fullName(), user.userType(), passwordHash, false, createdBy);
    }

    /** The account of an administrator whom nobody made and nobody can delete. */
    public static NewAccount founder(NewUser user, PasswordHash passwordHash) {
        return new NewAccount(
                null, user.username(), user.email(), user.fullName(), UserType.ADMIN, passwordHash, true, null);
    }
}

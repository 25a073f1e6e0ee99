package io.gatehouse.users.user;

import jakarta.ws.rs.core.EntityTag;

/**
 * A user and what the house alone knows of it. The password is not here: only a login reads its hash.
 *
 * @param isProtected whether the account can't be deleted
 * @param version grows with every change
 */
public record Account(User user, boolean isProtected, long version) {

    /** Strong, for the version tells any two states apart. */
    EntityTag entityTag() {
        return new EntityTag(Long.toString(version));
    }

    boolean isAdmin() {
        return user.userType() == UserType.ADMIN;
    }
}

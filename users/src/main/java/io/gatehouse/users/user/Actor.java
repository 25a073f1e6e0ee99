package io.gatehouse.users.user;

/**
 * Who does something to an account, as the audit log names them.
 *
 * @param name such as {@code user 17} or {@code create-admin}
 */
public record Actor(String name) {

    public static Actor user(long id) {
        return new Actor("user " + id);
    }

    /** The name of a command or of a part of the service that acts by itself. */
    public static Actor named(String name) {
        return new Actor(name);
    }
}

package io.gatehouse.users.password;

/**
 * A password, hashed, as it is stored.
 *
 * @param encoded Argon2id in PHC form, or bcrypt as the FastAPI sample stored it
 */
public record PasswordHash(String encoded) {

    /** A hash never reaches a log. */
    @Override
    public String toString() {
        return "PasswordHash[…]";
    }
}

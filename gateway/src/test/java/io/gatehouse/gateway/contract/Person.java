package io.gatehouse.gateway.contract;

/** A user in the contracts, made by {@link #ADMIN}. */
record Person(long id, String username, String email, String fullName, String userType, String password) {

    /** Sends what only admins may send. A service knows the id from the request, and no account behind it. */
    static final Person ADMIN = new Person(1, "admin", "admin@example.com", "Admin", "admin", "never sent anywhere");

    static final Person ADA = new Person(42, "ada", "ada@example.com", "Ada Lovelace", "default", "analytical engine");

    static final Person GRACE = new Person(43, "grace", "grace@example.com", "Grace Hopper", "admin", "a nanosecond");

    Person renamed(String newFullName) {
        return new Person(id, username, email, newFullName, userType, password);
    }
}

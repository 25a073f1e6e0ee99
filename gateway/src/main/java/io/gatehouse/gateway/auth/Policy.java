package io.gatehouse.gateway.auth;

import java.util.Set;

/**
 * Who may use a route.
 *
 * @param name the name under which routes refer to it
 * @param userTypes the types of user it admits; empty admits anyone, logged in or not
 */
public record Policy(String name, Set<String> userTypes) {

    public Policy {
        userTypes = Set.copyOf(userTypes);
    }

    /** True when not even a login is asked for. */
    public boolean isOpen() {
        return userTypes.isEmpty();
    }

    public boolean admits(Caller caller) {
        return isOpen() || userTypes.contains(caller.userType());
    }
}

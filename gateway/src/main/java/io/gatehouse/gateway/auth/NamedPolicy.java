package io.gatehouse.gateway.auth;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy under the name by which routes refer to it. Whether it is open is settled when it is made. */
public final class NamedPolicy {

    private final String name;
    private final Policy policy;
    private final boolean open;

    public NamedPolicy(String name, Policy policy) {
        this.name = name;
        this.policy = policy;
        this.open = policy.isOpen();
    }

    public String name() {
        return name;
    }

    /** The types of user that it admits, or null when it decides by more than the type. */
    public @Nullable Set<String> userTypes() {
        return policy instanceof UserTypes types ? types.userTypes() : null;
    }

    /** True when not even a login is asked for. */
    public boolean isOpen() {
        return open;
    }

    boolean admits(Caller caller, RequestedOperation operation) {
        return open || policy.admits(caller, operation);
    }
}

package io.gatehouse.gateway.auth;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code type: user-type}, the policy of an entry without a type.
 *
 * @param userTypes the types of user it admits; left out, it admits anyone, logged in or not
 */
@JsonTypeName(UserTypes.TYPE)
public record UserTypes(Set<String> userTypes) implements Policy {

    public static final String TYPE = "user-type";

    public UserTypes(@Nullable Set<String> userTypes) {
        if (userTypes != null && userTypes.isEmpty()) {
            throw new IllegalArgumentException("admits no user type; leave user-types out to admit anyone");
        }
        this.userTypes = Set.copyOf(Objects.requireNonNullElse(userTypes, Set.of()));
    }

    @Override
    public boolean isOpen() {
        return userTypes.isEmpty();
    }

    @Override
    public boolean admits(Caller caller, RequestedOperation operation) {
        return isOpen() || userTypes.contains(caller.userType());
    }
}

package io.gatehouse.users.user;

import io.dropwizard.jackson.JsonSnakeCase;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What to change about a user; null leaves a field as it is. */
@JsonSnakeCase
public record UserChanges(
        @Username @Nullable String username,
        @EmailAddress @Nullable String email,
        @FullName @Nullable String fullName,
        @Nullable UserType userType) {

    boolean demotes() {
        return userType == UserType.DEFAULT;
    }

    User applyTo(User user) {
        return new User(
                user.id(),
                username == null ? user.username() : username,
                email == null ? user.email() : email,
                fullName == null ? user.fullName() : fullName,
                userType == null ? user.userType() : userType,
                user.createdBy(),
                user.createdAt(),
                user.updatedAt());
    }

    /** The names of the fields given, for the audit log. */
    String fields() {
        return Stream.of(
                        username == null ? "" : "username",
                        email == null ? "" : "email",
                        fullName == null ? "" : "full_name",
                        userType == null ? "" : "user_type=" + userType.value())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(","));
    }
}

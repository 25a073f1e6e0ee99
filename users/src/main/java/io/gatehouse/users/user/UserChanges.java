package io.gatehouse.users.user;

import io.dropwizard.jackson.JsonSnakeCase;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What to change about a user; null leaves a field as it is. */
@JsonSnakeCase
@Schema(description = "What to change about a user.", example = """
                {"full_name": "Ada Lovelace"}""")
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

    /** The names of the fields given and nothing that a client wrote, for the audit log. */
    String fields() {
        var fields = new StringJoiner(",").setEmptyValue("nothing");
        if (username != null) {
            fields.add("username");
        }
        if (email != null) {
            fields.add("email");
        }
        if (fullName != null) {
            fields.add("full_name");
        }
        if (userType != null) {
            fields.add("user_type=" + userType.value());
        }
        return fields.toString();
    }
}

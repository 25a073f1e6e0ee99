package io.gatehouse.users.user;

import io.dropwizard.jackson.JsonSnakeCase;
import io.gatehouse.users.password.NewPassword;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A user to be made, as asked for by a person. */
@JsonSnakeCase
@Schema(description = "A user to be made.", example = """
                {"username": "ada", "password": "analytical engine", "email": "ada@example.org",
                 "full_name": "Ada Lovelace", "user_type": "default"}""")
public record NewUser(
        @NotNull @Username String username,
        @NotNull @NewPassword String password,
        @EmailAddress @Nullable String email,
        @FullName @Nullable String fullName,
        @NotNull UserType userType) {

    /** All but the password. */
    @Override
    public String toString() {
        return "NewUser[username=" + username + ", userType=" + userType + "]";
    }
}

package io.gatehouse.users.login;

import io.dropwizard.jackson.JsonSnakeCase;
import io.gatehouse.users.password.NewPassword;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Both passwords, as somebody typed them. The old one may break the rules that the new one must keep. */
@JsonSnakeCase
@Schema(description = "The password that is and the one to be.", example = """
                {"old_password": "analytical engine", "new_password": "difference engine"}""")
record PasswordChangeRequest(
        @NotNull @Size(max = 1024) String oldPassword,
        @NotNull @NewPassword String newPassword) {

    @Override
    public String toString() {
        return "PasswordChangeRequest[…]";
    }
}

package io.gatehouse.users.login;

import io.dropwizard.jackson.JsonSnakeCase;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A name and a password, as somebody typed them. Bounded and nothing else: an account may have a password that would
 * not be accepted for a new one.
 */
@JsonSnakeCase
@Schema(description = "A name and its password.", example = """
                {"username": "admin", "password": "a"}""")
public record LoginRequest(
        @NotNull @Size(max = 1024) String username,
        @NotNull @Size(max = 1024) String password) {

    /** Without the password; the name may be one too, typed into the wrong field. */
    @Override
    public String toString() {
        return "LoginRequest[…]";
    }
}

package io.gatehouse.users.login;

import io.dropwizard.jackson.JsonSnakeCase;
import io.gatehouse.users.user.UserType;
import io.swagger.v3.oas.annotations.media.Schema;

/** Who a name and a password belong to; what the gateway issues a token on. */
@JsonSnakeCase
@Schema(description = "Who has logged in.", example = """
                {"id": 1, "user_type": "admin"}""")
public record LoggedIn(long id, UserType userType) {}

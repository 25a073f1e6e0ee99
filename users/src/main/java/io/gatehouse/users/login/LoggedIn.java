package io.gatehouse.users.login;

import io.dropwizard.jackson.JsonSnakeCase;
import io.gatehouse.users.user.UserType;

/** Who a name and a password belong to; what the gateway issues a token on. */
@JsonSnakeCase
public record LoggedIn(long id, UserType userType) {}

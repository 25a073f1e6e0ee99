package io.gatehouse.users.login;

import io.gatehouse.users.password.PasswordHash;
import io.gatehouse.users.user.UserType;

/** What a login needs to know of an account. */
record Credentials(long id, UserType userType, PasswordHash passwordHash) {}

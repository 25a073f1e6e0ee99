package io.gatehouse.users.login;

import io.gatehouse.users.password.PasswordHash;

/** What the check of a password needs to know of an account. */
record Credentials(long id, String usernameKey, PasswordHash passwordHash) {}

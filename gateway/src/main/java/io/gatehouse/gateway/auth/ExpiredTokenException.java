package io.gatehouse.gateway.auth;

import io.dropwizard.auth.AuthenticationException;

/** The token was good, and its time is over. */
public final class ExpiredTokenException extends AuthenticationException {

    ExpiredTokenException() {
        super("Auth token is expired.");
    }
}

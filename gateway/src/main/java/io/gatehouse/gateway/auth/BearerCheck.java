package io.gatehouse.gateway.auth;

import com.google.common.base.CharMatcher;
import io.dropwizard.auth.AuthenticationException;
import io.dropwizard.auth.Authenticator;
import io.gatehouse.servicekit.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** Reads the bearer token of a request (RFC 6750 §2.1) and answers for it with the challenges of §3. */
final class BearerCheck implements CredentialCheck {

    private static final CharMatcher SPACES = CharMatcher.is(' ');
    private static final String SCHEME = "Bearer";
    private static final String CHALLENGE = "Bearer realm=\"gatehouse\"";
    private static final String INVALID_TOKEN = CHALLENGE + ", error=\"invalid_token\"";

    private final Authenticator<String, Caller> authenticator;

    BearerCheck(Authenticator<String, Caller> authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public Optional<Caller> authenticate(HttpHeaders headers) {
        List<String> authorization = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null || authorization.isEmpty() || !isBearer(authorization.get(0))) {
            return Optional.empty();
        }
        try {
            String token = authorization.get(0).substring(SCHEME.length());
            Optional<Caller> caller = authenticator.authenticate(SPACES.trimLeadingFrom(token));
            if (caller.isEmpty()) {
                throw refused("Auth token is corrupted.");
            }
            return caller;
        } catch (AuthenticationException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String challenge() {
        return CHALLENGE;
    }

    private static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (authorization.length() == SCHEME.length() || authorization.charAt(SCHEME.length()) == ' ');
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(401, detail).withHeader(HttpHeaders.WWW_AUTHENTICATE, INVALID_TOKEN);
    }
}

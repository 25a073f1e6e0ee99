package io.gatehouse.gateway.auth;

import io.dropwizard.auth.AuthenticationException;
import io.dropwizard.auth.Authenticator;
import io.gatehouse.servicekit.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the bearer token of a request (RFC 6750 §2.1) and answers for it with the challenges of §3. */
public final class BearerAuthentication {

    private static final String SCHEME = "Bearer ";
    private static final String CHALLENGE = "Bearer realm=\"gatehouse\"";
    private static final String INVALID_TOKEN = CHALLENGE + ", error=\"invalid_token\"";
    private static final String INSUFFICIENT_SCOPE = CHALLENGE + ", error=\"insufficient_scope\"";

    private final Authenticator<String, Caller> authenticator;

    public BearerAuthentication(Authenticator<String, Caller> authenticator) {
        this.authenticator = authenticator;
    }

    /**
     * The caller whose token the request carries.
     *
     * @param authorization all values of the Authorization header
     * @throws ProblemException 401 without a good token, 400 with two
     */
    public Caller authenticate(@Nullable List<String> authorization) {
        if (authorization == null
                || authorization.isEmpty()
                || authorization.get(0).isBlank()) {
            throw refused("Auth token is missing in headers.", CHALLENGE);
        }
        if (authorization.size() > 1) {
            throw new ProblemException(400, "Send one Authorization header, not several.");
        }
        String header = authorization.get(0);
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refused("Auth token is corrupted.", INVALID_TOKEN);
        }
        try {
            return authenticator
                    .authenticate(header.substring(SCHEME.length()).trim())
                    .orElseThrow(() -> refused("Auth token is corrupted.", INVALID_TOKEN));
        } catch (AuthenticationException e) {
            throw refused(String.valueOf(e.getMessage()), INVALID_TOKEN);
        }
    }

    /**
     * Checks a policy.
     *
     * @throws ProblemException 403 when it does not admit the caller
     */
    public static void authorize(Policy policy, Caller caller) {
        if (!policy.admits(caller)) {
            throw new ProblemException(403, "You are not allowed to access this scope.")
                    .withHeader(HttpHeaders.WWW_AUTHENTICATE, INSUFFICIENT_SCOPE);
        }
    }

    private static ProblemException refused(String detail, String challenge) {
        return new ProblemException(401, detail).withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
}

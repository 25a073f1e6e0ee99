package io.gatehouse.gateway.auth;

import io.dropwizard.auth.Authenticator;
import io.dropwizard.core.setup.Environment;
import io.gatehouse.servicekit.problem.ProblemException;
import io.gatehouse.servicekit.startup.DiscoverableTypes;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out who calls, by whichever of the configured credentials the request carries, and whether they may. */
public final class Authentication {

    private final List<CredentialCheck> checks;
    private final Set<String> credentialHeaders;
    private final String challenges;
    private final String insufficientScope;

    /** @param checks asked in this order; the first that finds credentials of its kind decides */
    Authentication(List<CredentialCheck> checks) {
        this.checks = List.copyOf(checks);
        this.credentialHeaders =
                checks.stream().flatMap(check -> check.headers().stream()).collect(Collectors.toUnmodifiableSet());
        this.challenges = checks.stream().map(CredentialCheck::challenge).collect(Collectors.joining(", "));
        this.insufficientScope = checks.stream()
                .map(check -> check.challenge() + ", error=\"insufficient_scope\"")
                .collect(Collectors.joining(", "));
    }

    /**
     * By the sources of the configuration.
     *
     * @param accessTokens tells the caller of an access token of ours
     */
    public static Authentication by(
            List<IdentitySource> sources, Environment environment, Authenticator<String, Caller> accessTokens) {
        DiscoverableTypes.of(IdentitySource.class); // two of one type: Jackson would take either
        return new Authentication(sources.stream()
                .map(source -> source.build(environment, accessTokens))
                .toList());
    }

    /** The kinds of credentials that are looked for, in this order. */
    public List<CredentialCheck> checks() {
        return checks;
    }

    /**
     * The headers that carry credentials, which no service sees.
     *
     * @return names in any case
     */
    public Set<String> credentialHeaders() {
        return credentialHeaders;
    }

    /**
     * The caller.
     *
     * @throws ProblemException 401 without good credentials, 400 with two Authorization headers
     */
    public Caller authenticate(HttpHeaders headers) {
        List<String> authorization = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.size() > 1) {
            throw new ProblemException(400, "Send one Authorization header, not several.");
        }
        for (CredentialCheck check : checks) {
            Optional<Caller> caller = authenticate(check, headers);
            if (caller.isPresent()) {
                return caller.get();
            }
        }
        boolean missing = authorization == null
                || authorization.isEmpty()
                || authorization.get(0).isBlank();
        throw refused(missing ? "Auth token is missing in headers." : "Auth token is corrupted.", challenges);
    }

    /**
     * Checks a policy.
     *
     * @throws ProblemException 403 when it does not admit the caller
     */
    public void authorize(NamedPolicy policy, Caller caller, RequestedOperation operation) {
        if (!policy.admits(caller, operation)) {
            throw new ProblemException(403, "You are not allowed to access this scope.")
                    .withHeader(HttpHeaders.WWW_AUTHENTICATE, insufficientScope);
        }
    }

    private static Optional<Caller> authenticate(CredentialCheck check, HttpHeaders headers) {
        try {
            return check.authenticate(headers);
        } catch (ProblemException e) {
            // Every 401 has a challenge (RFC 9110 §15.5.2), whoever forgot it.
            if (e.problem().status() == 401 && !e.headers().containsKey(HttpHeaders.WWW_AUTHENTICATE)) {
                e.withHeader(HttpHeaders.WWW_AUTHENTICATE, check.challenge());
            }
            throw e;
        }
    }

    private static ProblemException refused(String detail, String challenge) {
        return new ProblemException(401, detail).withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
}

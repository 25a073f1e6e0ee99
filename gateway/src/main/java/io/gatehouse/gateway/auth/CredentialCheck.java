package io.gatehouse.gateway.auth;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.Set;

/**
 * Finds one kind of credentials in a request and tells whose they are. Part of the API for own gateways.
 *
 * <p>Called by many threads at once, on those that carry requests: it must not block. What must be asked elsewhere is
 * fetched ahead of time, or remembered.
 */
public interface CredentialCheck {

    /**
     * The caller, or empty when the request carries no credentials of this kind, so that the next check is asked.
     *
     * @param headers the request's, as the client sent them
     * @throws io.gatehouse.servicekit.problem.ProblemException for credentials of this kind that are no good, 401 as a
     *     rule; no other check is asked then. Any other exception ends the request with 500.
     */
    Optional<Caller> authenticate(HttpHeaders headers);

    /** How to ask for these credentials, for WWW-Authenticate (RFC 9110 §11.6.1). */
    String challenge();

    /** The headers that carry the credentials. No service sees them, on no route. */
    default Set<String> headers() {
        return Set.of(HttpHeaders.AUTHORIZATION);
    }
}

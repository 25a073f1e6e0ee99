package io.gatehouse.servicekit.caller;

import io.dropwizard.auth.AuthFilter;
import io.dropwizard.auth.Authenticator;
import io.gatehouse.servicekit.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;

/** Stands before every resource of a service: no call passes without a believed internal token. */
@Priority(Priorities.AUTHENTICATION)
final class InternalCallerFilter extends AuthFilter<InternalCredentials, InternalCaller> {

    InternalCallerFilter(Authenticator<InternalCredentials, InternalCaller> authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!authenticate(request, InternalCredentials.from(request.getHeaders()), "Bearer")) {
            throw new ProblemException(Trust.UNTRUSTED).withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
    }
}

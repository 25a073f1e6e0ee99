package io.gatehouse.servicekit.caller;

import io.dropwizard.auth.AuthFilter;
import io.dropwizard.auth.Authenticator;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;

/** Stands before every resource of a service: no call passes without a believed internal token. */
@Priority(Priorities.AUTHENTICATION)
final class InternalCallerFilter extends AuthFilter<InternalCredentials, InternalCaller> {

    InternalCallerFilter(Authenticator<InternalCredentials, InternalCaller> authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!authenticate(request, InternalCredentials.from(request.getHeaders()), "Bearer")) {
            throw Trust.untrusted();
        }
    }
}

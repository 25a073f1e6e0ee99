package io.gatehouse.gateway.docs;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.glassfish.jersey.server.ContainerRequest;

/** Leads from {@code /}, which no route can have, to the documentation. */
@PreMatching
public final class HomeFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (((ContainerRequest) request).getPath(false).isEmpty()
                && request.getMethod().equals(HttpMethod.GET)) {
            request.abortWith(Response.status(Response.Status.FOUND)
                    .header(HttpHeaders.LOCATION, "docs")
                    .build());
        }
    }
}

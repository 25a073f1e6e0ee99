package io.gatehouse.gateway.docs;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.glassfish.jersey.server.ContainerRequest;

/** Leads from {@code /}, which no route can have, to the documentation. */
@PreMatching
public final class HomeFilter implements ContainerRequestFilter {

    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    @Override
    public void filter(ContainerRequestContext request) {
        if (((ContainerRequest) request).getPath(false).isEmpty() && READS.contains(request.getMethod())) {
            request.abortWith(Response.status(Response.Status.FOUND)
                    .header(HttpHeaders.LOCATION, "docs")
                    .build());
        }
    }
}

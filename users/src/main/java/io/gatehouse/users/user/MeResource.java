package io.gatehouse.users.user;

import io.dropwizard.auth.Auth;
import io.gatehouse.servicekit.caller.InternalCaller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** {@code /me}: the caller's own account. */
@Path("/me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {

    private final Users users;

    public MeResource(Users users) {
        this.users = users;
    }

    @GET
    public Response read(@Auth InternalCaller caller, @Context Request request) {
        return Conditional.read(request, users.find(caller.userId()));
    }
}

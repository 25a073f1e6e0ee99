package io.gatehouse.users.user;

import io.dropwizard.auth.Auth;
import io.gatehouse.servicekit.caller.InternalCaller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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
@Tag(name = "Users")
public final class MeResource {

    private final Users users;

    public MeResource(Users users) {
        this.users = users;
    }

    @GET
    @Operation(operationId = "readMe", summary = "Reads your own account", parameters = @Parameter(ref = "IfNoneMatch"))
    @ApiResponse(
            responseCode = "200",
            description = "The user who is logged in.",
            content = @Content(schema = @Schema(implementation = User.class)))
    @ApiResponse(responseCode = "404", description = "The account has been deleted.")
    public Response read(@Auth InternalCaller caller, @Context Request request) {
        return Conditional.read(request, users.find(caller.userId()));
    }
}

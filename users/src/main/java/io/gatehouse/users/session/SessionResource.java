package io.gatehouse.users.session;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What the holder of a refresh token may do; the gateway calls on behalf of nobody, for the token says who it is. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Login")
public final class SessionResource {

    private final Sessions sessions;

    public SessionResource(Sessions sessions) {
        this.sessions = sessions;
    }

    @POST
    @Path("token/refresh")
    @Operation(
            operationId = "refreshToken",
            summary = "Spends a refresh token for the next one",
            description = "One that was spent already ends the session.")
    @ApiResponse(
            responseCode = "200",
            description = "The session goes on.",
            content = @Content(schema = @Schema(implementation = OpenSession.class)))
    @ApiResponse(
            responseCode = "401",
            description = "The token is unknown, spent or expired, or its session has ended.")
    public OpenSession refresh(@NotNull @Valid RefreshRequest request) {
        return sessions.refresh(request.refreshToken());
    }

    @POST
    @Path("logout")
    @Produces(MediaType.WILDCARD) // nothing, to whoever asks for no more than problems
    @Operation(operationId = "logout", summary = "Ends the session that a refresh token belongs to")
    @ApiResponse(responseCode = "204", description = "There is no such session, any more or at all.")
    public void logout(@NotNull @Valid RefreshRequest request) {
        sessions.logout(request.refreshToken());
    }
}

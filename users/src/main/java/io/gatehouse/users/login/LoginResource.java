package io.gatehouse.users.login;

import io.gatehouse.users.session.OpenSession;
import io.gatehouse.users.throttle.ClientAddress;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code POST /login}, called by the gateway on behalf of nobody yet. */
@Path("/login")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Login", description = "From a name and a password to a token.")
public final class LoginResource {

    private final Logins logins;

    public LoginResource(Logins logins) {
        this.logins = logins;
    }

    @POST
    @Operation(
            operationId = "login",
            summary = "Logs in",
            description = "By name and password. Nobody learns from a refusal whether the name exists.")
    @ApiResponse(
            responseCode = "200",
            description = "The user is known, and has a session.",
            content = @Content(schema = @Schema(implementation = OpenSession.class)))
    @ApiResponse(responseCode = "401", description = "The name or the password is wrong.")
    @ApiResponse(responseCode = "429", description = "Too many logins failed, of this name or from this network.")
    public CompletionStage<OpenSession> login(
            @HeaderParam(ClientAddress.HEADER) @Parameter(hidden = true) @Nullable String forwardedFor,
            @NotNull @Valid LoginRequest request) {
        return logins.login(request.username(), request.password(), ClientAddress.network(forwardedFor));
    }
}

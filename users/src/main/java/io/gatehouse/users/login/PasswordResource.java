package io.gatehouse.users.login;

import io.dropwizard.auth.Auth;
import io.gatehouse.servicekit.caller.InternalCaller;
import io.gatehouse.users.password.HashingPool;
import io.gatehouse.users.throttle.ClientAddress;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code PUT /me/password}: the caller's own password. */
@Path("/me/password")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Login")
public final class PasswordResource {

    private final PasswordChange passwords;
    private final HashingPool hashing;

    public PasswordResource(PasswordChange passwords, HashingPool hashing) {
        this.passwords = passwords;
        this.hashing = hashing;
    }

    @PUT
    @Operation(
            operationId = "changePassword",
            summary = "Changes your own password",
            description = "It ends all sessions of the user, the one at hand too.")
    @ApiResponse(responseCode = "204", description = "The password is the new one. Log in with it.")
    @ApiResponse(responseCode = "403", description = "The old password is wrong.")
    @ApiResponse(responseCode = "404", description = "The account has been deleted.")
    @ApiResponse(responseCode = "409", description = "The password was changed at the same time.")
    @ApiResponse(responseCode = "429", description = "Too many logins failed, of this user or from this network.")
    public CompletionStage<Response> change(
            @Auth InternalCaller caller,
            @HeaderParam(ClientAddress.HEADER) @Parameter(hidden = true) @Nullable String forwardedFor,
            @NotNull @Valid PasswordChangeRequest request) {
        hashing.requireRoom();
        PasswordChange.Begun change = passwords.begin(caller.userId(), ClientAddress.network(forwardedFor));
        return hashing.run(() -> {
            change.finish(request.oldPassword(), request.newPassword());
            return Response.noContent().build();
        });
    }
}

package io.gatehouse.users.user;

import io.dropwizard.auth.Auth;
import io.gatehouse.servicekit.caller.InternalCaller;
import io.gatehouse.servicekit.row.PageRequest;
import io.gatehouse.servicekit.row.RowId;
import io.gatehouse.users.password.HashingPool;
import io.gatehouse.users.password.Passwords;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code /users}: what an admin may do. Whether the caller is one has been seen to by the gateway. */
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Users", description = "Accounts.")
public final class UserResource {

    private final Users users;
    private final Passwords passwords;
    private final HashingPool hashing;

    public UserResource(Users users, Passwords passwords, HashingPool hashing) {
        this.users = users;
        this.passwords = passwords;
        this.hashing = hashing;
    }

    @GET
    @Operation(operationId = "listUsers", summary = "Lists users", description = "A page at a time, by id.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of users.",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = User.class))))
    public Response list(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        PageRequest page = PageRequest.of(after, limit);
        return page.answer("/users", users.page(page.after(), page.rowsToRead()), User::id);
    }

    @POST
    @Operation(operationId = "createUser", summary = "Creates a user")
    @ApiResponse(
            responseCode = "201",
            description = "The new user.",
            content = @Content(schema = @Schema(implementation = User.class)))
    @ApiResponse(responseCode = "409", description = "Another user has this username or e-mail address.")
    public CompletionStage<Response> create(@Auth InternalCaller caller, @NotNull @Valid NewUser user) {
        long callerId = caller.userId();
        return hashing.run(() -> {
            var account = NewAccount.of(user, passwords.hash(user.password()), callerId);
            Account created = users.create(Actor.user(callerId), account);
            return Conditional.answer(created)
                    .status(Response.Status.CREATED)
                    .location(URI.create("/users/" + created.user().id()))
                    .build();
        });
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "readUser", summary = "Reads a user", parameters = @Parameter(ref = "IfNoneMatch"))
    @ApiResponse(
            responseCode = "200",
            description = "The user.",
            content = @Content(schema = @Schema(implementation = User.class)))
    @ApiResponse(responseCode = "404", description = "No user has this id.")
    public Response read(@PathParam("id") String id, @Context Request request) {
        return Conditional.read(request, users.find(id(id)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            operationId = "updateUser",
            summary = "Changes a user",
            description = "Fields that are absent or null stay as they are.",
            parameters = @Parameter(ref = "IfMatch"))
    @ApiResponse(
            responseCode = "200",
            description = "The user as it is now.",
            content = @Content(schema = @Schema(implementation = User.class)))
    @ApiResponse(responseCode = "404", description = "No user has this id.")
    @ApiResponse(
            responseCode = "409",
            description = "Another user has this username or e-mail address, or the last admin would be demoted.")
    public Response update(
            @Auth InternalCaller caller,
            @PathParam("id") String id,
            @Context Request request,
            @NotNull @Valid UserChanges changes) {
        return Conditional.answer(
                        users.update(Actor.user(caller.userId()), id(id), changes, Conditional.precondition(request)))
                .build();
    }

    @DELETE
    @Path("/{id}")
    @Produces(MediaType.WILDCARD) // nothing, to whoever asks for no more than problems
    @Operation(operationId = "deleteUser", summary = "Deletes a user", parameters = @Parameter(ref = "IfMatch"))
    @ApiResponse(responseCode = "204", description = "The user is deleted. Orders stay on record.")
    @ApiResponse(responseCode = "403", description = "The user is protected.")
    @ApiResponse(responseCode = "404", description = "No user has this id.")
    @ApiResponse(responseCode = "409", description = "This is the last admin.")
    public void delete(@Auth InternalCaller caller, @PathParam("id") String id, @Context Request request) {
        users.delete(Actor.user(caller.userId()), id(id), Conditional.precondition(request));
    }

    private static long id(String text) {
        return RowId.parse(text).orElseThrow(Users::notFound);
    }
}

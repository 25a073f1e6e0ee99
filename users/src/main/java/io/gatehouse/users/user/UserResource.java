package io.gatehouse.users.user;

import io.dropwizard.auth.Auth;
import io.gatehouse.servicekit.caller.InternalCaller;
import io.gatehouse.users.password.HashingPool;
import io.gatehouse.users.password.Passwords;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code /users}: what an admin may do. Whether the caller is one has been seen to by the gateway. */
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
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
    public Response list(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        // One more than asked for tells whether another page follows.
        List<User> found = users.page(page.after(), page.limit() + 1);
        if (found.size() <= page.limit()) {
            return Response.ok(found).build();
        }
        List<User> shown = found.subList(0, page.limit());
        String next = page.linkToNext("/users", shown.get(page.limit() - 1).id());
        return Response.ok(shown).header(HttpHeaders.LINK, next).build();
    }

    @POST
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
    public Response read(@PathParam("id") String id, @Context Request request) {
        return Conditional.read(request, users.find(id(id)));
    }

    @PUT
    @Path("/{id}")
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
    public void delete(@Auth InternalCaller caller, @PathParam("id") String id, @Context Request request) {
        users.delete(Actor.user(caller.userId()), id(id), Conditional.precondition(request));
    }

    /** Ids are positive and have 64 bits, so anything else is the id of nobody. */
    private static long id(String text) {
        try {
            if (text.matches("[1-9][0-9]*")) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // More than 64 bits; said below.
        }
        throw Users.notFound();
    }
}

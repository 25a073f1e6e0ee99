package io.gatehouse.users.login;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;

/** {@code POST /login}, called by the gateway on behalf of nobody yet. */
@Path("/login")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LoginResource {

    private final Logins logins;

    public LoginResource(Logins logins) {
        this.logins = logins;
    }

    @POST
    public CompletionStage<LoggedIn> login(@NotNull @Valid LoginRequest request) {
        return logins.login(request.username(), request.password());
    }
}

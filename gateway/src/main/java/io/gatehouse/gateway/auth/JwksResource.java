package io.gatehouse.gateway.auth;

import io.gatehouse.servicekit.token.KeyFile;
import io.gatehouse.servicekit.token.SigningKey;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The public keys of access tokens, for anyone who verifies them (RFC 7517 §5). */
@Path("/.well-known/jwks.json")
public final class JwksResource {

    private static final int CACHED_SECONDS = 300;

    private final byte[] jwks;

    public JwksResource(List<SigningKey> keys) {
        this.jwks = KeyFile.publicJwkSet(keys);
    }

    @GET
    @Produces("application/jwk-set+json")
    public Response get() {
        var cacheControl = new CacheControl();
        cacheControl.setMaxAge(CACHED_SECONDS);
        return Response.ok(jwks).cacheControl(cacheControl).build();
    }
}

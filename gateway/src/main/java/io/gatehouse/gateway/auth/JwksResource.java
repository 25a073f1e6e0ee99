package io.gatehouse.gateway.auth;

import com.google.common.hash.Hashing;
import io.gatehouse.servicekit.token.KeyFile;
import io.gatehouse.servicekit.token.SigningRing;
import io.gatehouse.servicekit.token.VerificationKey;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** The public keys of access tokens, for anyone who verifies them (RFC 7517 §5): those that sign, did or soon will. */
@Path("/.well-known/jwks.json")
public final class JwksResource {

    private static final int CACHED_SECONDS = 300;

    private final Supplier<SigningRing> keys;
    private final Clock clock;
    private volatile Published published = new Published(List.of());

    public JwksResource(Supplier<SigningRing> keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @GET
    @Produces({"application/jwk-set+json", MediaType.APPLICATION_JSON})
    public Response get(@Context Request request) {
        Published now = now();
        var response = request.evaluatePreconditions(now.tag);
        if (response == null) {
            response = Response.ok(now.json).tag(now.tag);
        }
        var cacheControl = new CacheControl();
        cacheControl.setMaxAge(CACHED_SECONDS);
        return response.cacheControl(cacheControl).build();
    }

    private Published now() {
        List<VerificationKey> usable = keys.get().verification().usable(clock.instant());
        Published last = published;
        if (!last.keys.equals(usable)) {
            last = new Published(usable);
            published = last;
        }
        return last;
    }

    private static final class Published {

        private final List<VerificationKey> keys;
        private final byte[] json;
        private final EntityTag tag;

        Published(List<VerificationKey> keys) {
            this.keys = keys;
            this.json = KeyFile.publicJwkSet(keys);
            this.tag = new EntityTag(Hashing.sha256().hashBytes(json).toString().substring(0, 16));
        }
    }
}

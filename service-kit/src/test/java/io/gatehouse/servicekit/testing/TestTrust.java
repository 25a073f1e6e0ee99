package io.gatehouse.servicekit.testing;

import io.gatehouse.servicekit.caller.InternalTokenSigner;
import io.gatehouse.servicekit.token.KeyFile;
import io.gatehouse.servicekit.token.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Stands in for the gateway in a service's tests: holds an internal key of its own and signs real tokens with it. */
public final class TestTrust {

    private final SigningKey key = SigningKey.generate();
    private final Clock clock;
    private final Path publicKeys;

    public TestTrust() {
        this(Clock.systemUTC());
    }

    /** @param clock the time at which tokens are signed */
    public TestTrust(Clock clock) {
        this.clock = clock;
        try {
            publicKeys = Files.createTempFile("internal-public", ".jwks.json");
            KeyFile.writePublic(publicKeys, List.of(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file that the service under test believes. */
    public Path publicKeys() {
        return publicKeys;
    }

    /** An Authorization header's value for a call to a service on behalf of a user. */
    public String bearer(String audience, long userId) {
        return bearer(audience, userId, clock);
    }

    /** The same, signed when the given clock says. */
    public String bearer(String audience, long userId, Clock signedAt) {
        return "Bearer " + new InternalTokenSigner(now -> key, signedAt).sign(audience, userId);
    }

    /** An Authorization header's value for a call on behalf of nobody, as at a login. */
    public String anonymousBearer(String audience) {
        return "Bearer " + new InternalTokenSigner(now -> key, clock).sign(audience, null);
    }
}

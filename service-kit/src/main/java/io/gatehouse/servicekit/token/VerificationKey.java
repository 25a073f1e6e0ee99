package io.gatehouse.servicekit.token;

import io.gatehouse.servicekit.startup.StartupException;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.EcPublicJwk;
import io.jsonwebtoken.security.Jwks;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The public half of a P-256 key, which verifies ES256 signatures.
 *
 * @param id the {@code kid} of the tokens that it verifies
 * @param publicKey a point on P-256
 * @param signsFrom when its private half begins to sign, and so the one before it ends; null for always
 */
public record VerificationKey(
        String id, ECPublicKey publicKey, @Nullable Instant signsFrom) {

    /** The order of P-256's base point (FIPS 186-5, SP 800-186 §3.2.1.3), which no other curve has. */
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    /**
     * Holds a key to P-256.
     *
     * @throws StartupException for a key on another curve
     */
    public VerificationKey {
        if (!publicKey.getParams().getOrder().equals(ORDER)) {
            throw new StartupException("Key " + id + " is not on the curve P-256, which ES256 needs.");
        }
    }

    /**
     * Reads a public JWK (RFC 7517).
     *
     * @throws StartupException for anything but a P-256 key with a {@code kid} that is there to verify
     */
    public static VerificationKey parse(String jwk) {
        try {
            return JwkForm.verification(Jwks.parser().build().parse(jwk));
        } catch (JwtException | IllegalArgumentException e) {
            throw new StartupException("This is not a public key on P-256 as a JWK (RFC 7517).", e);
        }
    }

    /** @param timed whether to say when it begins, which is for our own readers alone */
    EcPublicJwk jwk(boolean timed) {
        var builder = Jwks.builder().key(publicKey).id(id).algorithm("ES256").publicKeyUse("sig");
        if (timed && signsFrom != null) {
            builder.add(JwkForm.SIGNS_FROM, signsFrom.getEpochSecond());
        }
        return builder.build();
    }
}

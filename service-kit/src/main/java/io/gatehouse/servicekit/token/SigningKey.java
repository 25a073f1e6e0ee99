package io.gatehouse.servicekit.token;

import io.gatehouse.servicekit.startup.StartupException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.EcPrivateJwk;
import io.jsonwebtoken.security.Jwks;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A P-256 key pair for ES256 (RFC 7518 §3.4), as a rule named by its thumbprint (RFC 7638). */
public final class SigningKey {

    private final ECPrivateKey privateKey;
    private final VerificationKey publicHalf;

    /** @throws StartupException when the two halves are not one pair on P-256 */
    SigningKey(ECPrivateKey privateKey, VerificationKey publicHalf) {
        this.privateKey = privateKey;
        this.publicHalf = publicHalf;
        if (!isPair()) {
            throw new StartupException("Key " + publicHalf.id() + " has halves that do not belong together.");
        }
    }

    /** A new random key. */
    public static SigningKey generate() {
        return generate(null);
    }

    /** A new random key that begins to sign at a time, or at once. */
    public static SigningKey generate(@Nullable Instant signsFrom) {
        KeyPair pair = Jwts.SIG.ES256.keyPair().build();
        EcPrivateJwk jwk = Jwks.builder()
                .key((ECPrivateKey) pair.getPrivate())
                .publicKey((ECPublicKey) pair.getPublic())
                .idFromThumbprint()
                .build();
        return new SigningKey(jwk.toKey(), new VerificationKey(jwk.getId(), (ECPublicKey) pair.getPublic(), signsFrom));
    }

    /** The {@code kid} of tokens that this key signs. */
    public String id() {
        return publicHalf.id();
    }

    public PrivateKey privateKey() {
        return privateKey;
    }

    public VerificationKey publicHalf() {
        return publicHalf;
    }

    EcPrivateJwk jwk() {
        var builder = Jwks.builder()
                .key(privateKey)
                .publicKey(publicHalf.publicKey())
                .id(id())
                .algorithm("ES256");
        if (publicHalf.signsFrom() != null) {
            builder.add(JwkForm.SIGNS_FROM, publicHalf.signsFrom().getEpochSecond());
        }
        return builder.build();
    }

    private boolean isPair() {
        try {
            byte[] probe = id().getBytes(StandardCharsets.UTF_8);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(privateKey);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(publicHalf.publicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The id only: a key never reaches a log. */
    @Override
    public String toString() {
        return "SigningKey[" + id() + "]";
    }
}

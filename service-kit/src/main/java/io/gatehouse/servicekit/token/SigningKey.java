package io.gatehouse.servicekit.token;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.EcPrivateJwk;
import io.jsonwebtoken.security.EcPublicJwk;
import io.jsonwebtoken.security.Jwks;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;

/** A P-256 key pair for ES256 (RFC 7518 §3.4), named by its thumbprint (RFC 7638). */
public final class SigningKey {

    private final EcPrivateJwk jwk;

    private SigningKey(EcPrivateJwk jwk) {
        this.jwk = jwk;
    }

    /** A new random key. */
    public static SigningKey generate() {
        KeyPair pair = Jwts.SIG.ES256.keyPair().build();
        return new SigningKey(Jwks.builder()
                .key((ECPrivateKey) pair.getPrivate())
                .publicKey((ECPublicKey) pair.getPublic())
                .idFromThumbprint()
                .algorithm("ES256")
                .build());
    }

    static SigningKey of(EcPrivateJwk jwk) {
        return new SigningKey(jwk);
    }

    /** The {@code kid} of tokens that this key signs. */
    public String id() {
        return jwk.getId();
    }

    public PrivateKey privateKey() {
        return jwk.toKey();
    }

    public EcPublicJwk publicJwk() {
        return jwk.toPublicJwk();
    }

    EcPrivateJwk jwk() {
        return jwk;
    }

    /** The id only: a key never reaches a log. */
    @Override
    public String toString() {
        return "SigningKey[" + id() + "]";
    }
}

package io.gatehouse.servicekit.token;

import io.gatehouse.servicekit.startup.StartupException;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.EcPrivateJwk;
import io.jsonwebtoken.security.EcPublicJwk;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.KeyOperation;
import io.jsonwebtoken.security.PublicJwk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys in JSON: a JWK Set (RFC 7517 §5), or one JWK. */
final class JwkForm {

    /**
     * When a key begins to sign, in seconds since 1970: the {@code nbf} of a JWK as OpenID Federation 1.0 §8.7.2 has it.
     * Readers who do not know it ignore it (RFC 7517 §4).
     */
    static final String SIGNS_FROM = "nbf";

    private JwkForm() {}

    /** @throws StartupException without a word of the content, which may be secret */
    static List<Jwk<?>> parse(String json) {
        try {
            return json.contains("\"keys\"")
                    ? new ArrayList<>(Jwks.setParser()
                            .ignoreUnsupported(false)
                            .build()
                            .parse(json)
                            .getKeys())
                    : List.of(Jwks.parser().build().parse(json));
        } catch (JwtException | IllegalArgumentException e) {
            throw new StartupException("it is neither a JWK Set nor a JWK (RFC 7517), nor PEM (RFC 7468)");
        }
    }

    static SigningKey signing(Jwk<?> jwk) {
        if (!(jwk instanceof EcPrivateJwk ec) || ec.getId() == null) {
            throw new StartupException("it holds a key that is not a private P-256 key with a kid");
        }
        return new SigningKey(ec.toKey(), verification(ec.toPublicJwk(), ec.get(SIGNS_FROM)));
    }

    static VerificationKey verification(Jwk<?> jwk) {
        return verification(jwk, jwk.get(SIGNS_FROM));
    }

    private static VerificationKey verification(Jwk<?> jwk, @Nullable Object signsFrom) {
        if (!(jwk instanceof EcPublicJwk ec) || ec.getId() == null || !isToVerify(ec)) {
            throw new StartupException("it holds a key that is not a public P-256 key with a kid, there to verify");
        }
        return new VerificationKey(
                ec.getId(),
                ec.toKey(),
                signsFrom instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null);
    }

    /** RFC 7517 §4.2 and §4.3. */
    private static boolean isToVerify(PublicJwk<?> jwk) {
        String use = jwk.getPublicKeyUse();
        var operations = jwk.getOperations();
        return (use == null || use.equals("sig"))
                && (operations == null
                        || operations.isEmpty()
                        || operations.stream().map(KeyOperation::getId).anyMatch("verify"::equals));
    }
}

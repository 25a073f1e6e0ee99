package io.gatehouse.servicekit.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.servicekit.token.TokenRefusedException.Reason;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;

/**
 * Checks signatures, and nothing else: what the payload says is for {@link TokenVerifier} to judge. ES256 (RFC 7518
 * §3.4) is the one algorithm; whatever else a header names is refused before its signature is looked at (RFC 8725 §3.1).
 */
public final class SignatureCheck {

    private static final String ALGORITHM = "ES256";

    /** Bytes of r, and of s. */
    private static final int HALF = 32;

    private SignatureCheck() {}

    /**
     * The payload of a compact JWS, if this key has signed it.
     *
     * @throws TokenRefusedException for any other token
     */
    public static byte[] payload(VerificationKey key, String token) throws TokenRefusedException {
        return payload(key, CompactToken.parse(token));
    }

    static byte[] payload(VerificationKey key, CompactToken token) throws TokenRefusedException {
        ObjectNode header = token.header();
        if (!ALGORITHM.equals(header.path("alg").textValue()) || header.has("crit")) {
            throw refused("another algorithm, or an extension that must be understood");
        }
        byte[] signature = token.signature();
        if (signature.length != 2 * HALF
                || !isInRange(key, Arrays.copyOfRange(signature, 0, HALF))
                || !isInRange(key, Arrays.copyOfRange(signature, HALF, 2 * HALF))
                || !isSigned(key, token.signingInput(), signature)) {
            throw refused("the signature is not this key's");
        }
        return token.payload();
    }

    /** SEC 1 §4.1.4, step 1. Early releases of Java 17 leave it out and take (0, 0) for everyone's signature. */
    private static boolean isInRange(VerificationKey key, byte[] number) {
        BigInteger value = new BigInteger(1, number);
        return value.signum() > 0 && value.compareTo(key.publicKey().getParams().getOrder()) < 0;
    }

    private static boolean isSigned(VerificationKey key, byte[] input, byte[] signature) {
        try {
            Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
            check.initVerify(key.publicKey());
            check.update(input);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static TokenRefusedException refused(String message) {
        return new TokenRefusedException(Reason.CORRUPTED, message);
    }
}

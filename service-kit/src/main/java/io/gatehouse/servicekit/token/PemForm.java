package io.gatehouse.servicekit.token;

import io.gatehouse.servicekit.startup.StartupException;
import io.jsonwebtoken.security.EcPrivateJwk;
import io.jsonwebtoken.security.Jwks;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Keys in PEM (RFC 7468), as OpenSSL writes them. It has no room for a {@code kid}: their thumbprint is it. */
final class PemForm {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    /** What PKCS #8 (RFC 5958) puts before a key that stands by itself (RFC 5915) and is of P-256. */
    private static final String BEFORE_BARE_KEY = "020100301306072a8648ce3d020106082a8648ce3d030107";

    private PemForm() {}

    static boolean matches(String text) {
        return text.contains("-----BEGIN ");
    }

    static List<SigningKey> signing(String text) {
        List<SigningKey> keys = new ArrayList<>();
        for (MatchResult block : BLOCK.matcher(text).results().toList()) {
            switch (block.group(1)) {
                case "PRIVATE KEY" -> keys.add(signing(bytes(block)));
                case "EC PRIVATE KEY" -> keys.add(signing(wrapped(bytes(block))));
                case "EC PARAMETERS" -> {} // which OpenSSL writes before the key and which say nothing more
                default -> throw refused("private");
            }
        }
        return keys;
    }

    static List<VerificationKey> verification(String text) {
        List<VerificationKey> keys = new ArrayList<>();
        for (MatchResult block : BLOCK.matcher(text).results().toList()) {
            if (!block.group(1).equals("PUBLIC KEY")) {
                throw refused("public");
            }
            keys.add(verification(bytes(block)));
        }
        return keys;
    }

    private static SigningKey signing(byte[] pkcs8) {
        try {
            var key = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            // It computes the public half, which Java does not.
            EcPrivateJwk jwk = Jwks.builder().key(key).idFromThumbprint().build();
            return new SigningKey(
                    key, new VerificationKey(jwk.getId(), jwk.toPublicJwk().toKey(), null));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw refused("private");
        }
    }

    private static VerificationKey verification(byte[] x509) {
        try {
            var key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(x509));
            return new VerificationKey(
                    Jwks.builder().key(key).idFromThumbprint().build().getId(), key, null);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw refused("public");
        }
    }

    private static byte[] wrapped(byte[] bare) {
        String hex =
                BEFORE_BARE_KEY + "04" + length(bare.length) + HexFormat.of().formatHex(bare);
        return HexFormat.of().parseHex("30" + length(hex.length() / 2) + hex);
    }

    /** In DER. */
    private static String length(int bytes) {
        return bytes < 128 ? "%02x".formatted(bytes) : "82%04x".formatted(bytes).replaceFirst("^8200", "81");
    }

    private static byte[] bytes(MatchResult block) {
        try {
            return Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw new StartupException("its PEM is not base64");
        }
    }

    private static StartupException refused(String kind) {
        return new StartupException("it holds a key that is not a " + kind + " P-256 key");
    }
}

package io.gatehouse.servicekit.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.servicekit.token.TokenRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A compact JWS taken apart (RFC 7515 §3.1): three parts, base64url without padding, each in its one canonical
 * spelling. Lenient decoders let several strings stand for one token. Nothing in it is to be believed yet.
 */
final class CompactToken {

    /** Characters. Ours are under 600. */
    static final int MAX_LENGTH = 4096;

    private final ObjectNode header;
    private final byte[] payload;
    private final byte[] signature;
    private final byte[] signingInput;

    private CompactToken(ObjectNode header, byte[] payload, byte[] signature, byte[] signingInput) {
        this.header = header;
        this.payload = payload;
        this.signature = signature;
        this.signingInput = signingInput;
    }

    static CompactToken parse(String text) throws TokenRefusedException {
        if (text.length() > MAX_LENGTH) {
            throw refused("longer than any token");
        }
        int first = text.indexOf('.');
        int last = text.lastIndexOf('.');
        if (first < 0 || first == last || text.indexOf('.', first + 1) != last) {
            throw refused("not three parts");
        }
        return new CompactToken(
                StrictObject.parse(decode(text.substring(0, first))),
                decode(text.substring(first + 1, last)),
                decode(text.substring(last + 1)),
                text.substring(0, last).getBytes(StandardCharsets.US_ASCII));
    }

    ObjectNode header() {
        return header;
    }

    byte[] payload() {
        return payload;
    }

    byte[] signature() {
        return signature;
    }

    /** What is signed (RFC 7515 §5.1, step 5). */
    byte[] signingInput() {
        return signingInput;
    }

    private static byte[] decode(String part) throws TokenRefusedException {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(part);
            if (decoded.length > 0
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(decoded)
                            .equals(part)) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw refused("not canonical base64url");
    }

    private static TokenRefusedException refused(String message) {
        return new TokenRefusedException(Reason.CORRUPTED, message);
    }
}

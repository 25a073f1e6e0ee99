package io.gatehouse.servicekit.token;

import java.util.Base64;

/**
 * The shape of a compact JWS (RFC 7515 §3.1), checked before any library reads it: three parts, base64url without
 * padding, each in its one canonical spelling. Lenient decoders let several strings stand for one token.
 */
final class CompactForm {

    /** Ours are under 600 characters. */
    static final int MAX_LENGTH = 4096;

    private CompactForm() {}

    static boolean isCanonical(String token) {
        if (token.length() > MAX_LENGTH) {
            return false;
        }
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        return first > 0
                && first != last
                && token.indexOf('.', first + 1) == last
                && isCanonicalPart(token.substring(0, first))
                && isCanonicalPart(token.substring(first + 1, last))
                && isCanonicalPart(token.substring(last + 1));
    }

    private static boolean isCanonicalPart(String part) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(part);
            return decoded.length > 0
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(decoded)
                            .equals(part);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

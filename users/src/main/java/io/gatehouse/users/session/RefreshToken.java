package io.gatehouse.users.session;

import io.gatehouse.users.digest.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A refresh token: 256 random bits in base64url, opaque to all but this class. Its first half finds the session and
 * stays, its second half is another one after each refresh. So one row tells the valid token of a session from all its
 * spent ones, however many there were, and from a stranger's guess.
 *
 * <p>Stored are hashes of the halves, plain SHA-256: a slow or salted hash protects what people choose and others can
 * guess, and nobody guesses 126 random bits.
 */
record RefreshToken(String selector, String verifier) {

    private static final int BYTES = 32;
    private static final SecureRandom random = new SecureRandom();

    /** The first token of a session. */
    static RefreshToken create() {
        return of(randomText());
    }

    /** Any text is a token of somebody's. */
    static RefreshToken of(String text) {
        int half = text.length() / 2;
        return new RefreshToken(text.substring(0, half), text.substring(half));
    }

    /** The token that takes this one's place. */
    RefreshToken next() {
        return new RefreshToken(selector, create().verifier());
    }

    /** As the client gets it. */
    String text() {
        return selector + verifier;
    }

    String selectorHash() {
        return Sha256.of(selector);
    }

    String verifierHash() {
        return Sha256.of(verifier);
    }

    private static String randomText() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "RefreshToken[…]";
    }
}

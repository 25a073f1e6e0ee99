package io.gatehouse.users.password;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** The bcrypt hashes that accounts of the FastAPI sample bring along. */
final class Bcrypt {

    /** It reads no further. */
    private static final int MAX_BYTES = 72;

    /** Characters of a hash. */
    private static final int LENGTH = 60;

    private Bcrypt() {}

    /** @throws IllegalArgumentException if it is no bcrypt hash */
    static boolean matches(String password, String encoded) {
        if (encoded.length() != LENGTH) {
            throw new IllegalArgumentException("A stored password hash is no bcrypt hash.");
        }
        // To bcrypt a password goes on after a NUL with itself: x, NUL, x would do for x.
        return password.indexOf('\0') < 0
                && OpenBSDBCrypt.checkPassword(encoded, password.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a hash tells of the whole password. */
    static boolean readsAllOf(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }
}

package io.gatehouse.users.password;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** The bcrypt hashes that accounts of the FastAPI sample bring along. */
final class Bcrypt {

    /** It reads no further. */
    private static final int MAX_BYTES = 72;

    private Bcrypt() {}

    static boolean matches(String password, String encoded) {
        // To bcrypt a password goes on after a NUL with itself: x, NUL, x would do for x.
        return password.indexOf('\0') < 0
                && OpenBSDBCrypt.checkPassword(encoded, password.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a hash tells of the whole password. */
    static boolean readsAllOf(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }
}

package io.gatehouse.users.password;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.UUID;

/**
 * Hashes passwords with Argon2id and verifies them, bcrypt ones of the FastAPI sample too. Every call keeps a processor
 * busy for some 100 ms: run it in the {@link HashingPool}. Safe for use by many threads.
 */
public final class Passwords {

    /** 19 MiB, two passes, one lane: what OWASP's password storage cheat sheet asks for at least. */
    private static final Argon2Function TODAY = Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);

    private static final int SALT_BYTES = 16;

    /** bcrypt reads no further. */
    private static final int BCRYPT_MAX_BYTES = 72;

    private static final String ARGON2ID = "$argon2id$";

    private final SecureRandom random = new SecureRandom();

    /** Verified when there is no account, so that its absence takes as long as a wrong password. */
    private final PasswordHash nobodys = hash(UUID.randomUUID().toString());

    public PasswordHash hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PasswordHash(TODAY.hash(argon2Bytes(password), salt).getResult());
    }

    /** Whether this is the password that was hashed. */
    public boolean matches(String password, PasswordHash hash) {
        String encoded = hash.encoded();
        if (isArgon2id(hash)) {
            return Argon2Function.getInstanceFromHash(encoded)
                    .check(argon2Bytes(password), encoded.getBytes(StandardCharsets.US_ASCII));
        }
        return BcryptFunction.getInstanceFromHash(encoded)
                .check(password.getBytes(StandardCharsets.UTF_8), encoded.getBytes(StandardCharsets.US_ASCII));
    }

    /** Does the work of {@link #matches} for an account that does not exist. */
    public void matchNobody(String password) {
        boolean unused = matches(password, nobodys);
    }

    /** Whether a password that matched should be hashed anew, because the hash is weaker than today's. */
    public boolean isOutdated(String password, PasswordHash hash) {
        if (!isArgon2id(hash)) {
            // Of a longer password bcrypt has seen the beginning only, so whether the rest is right is not known.
            return password.getBytes(StandardCharsets.UTF_8).length <= BCRYPT_MAX_BYTES;
        }
        Argon2Function used = Argon2Function.getInstanceFromHash(hash.encoded());
        return used.getMemory() < TODAY.getMemory()
                || used.getIterations() < TODAY.getIterations()
                || used.getOutputLength() < TODAY.getOutputLength()
                || used.getVersion() < TODAY.getVersion();
    }

    private static boolean isArgon2id(PasswordHash hash) {
        return hash.encoded().startsWith(ARGON2ID);
    }

    /** One password however a keyboard composes its accents (RFC 8265 §4.2.2). */
    private static byte[] argon2Bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }
}

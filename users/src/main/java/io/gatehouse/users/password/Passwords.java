package io.gatehouse.users.password;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords with Argon2id and verifies them, bcrypt ones of the FastAPI sample too. Keeps a processor
 * busy for 30 to 40 ms, for longer where it is bcrypt: run it in the {@link HashingPool}. Safe for use by many threads.
 */
public final class Passwords {

    /** 19 MiB, two passes, one lane: what OWASP's password storage cheat sheet asks for at least. */
    private static final int MEMORY_KIB = 19 * 1024;

    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    /** The blocks that hashes are computed in, kept: made anew for each they would be most of what the collector does. */
    private final Argon2BytesGenerator.BlockPool memory;

    /** Verified when there is no account, so that its absence takes as long as a wrong password. */
    private final Argon2id nobodys;

    private final Executor computing;

    /** Computes in the thread that asks, and keeps the memory of one hash. */
    public Passwords() {
        this(1, Runnable::run);
    }

    /**
     * Keeps the memory of as many hashes as are computed at once.
     *
     * @param computing where they are computed, while the thread that asks waits
     */
    Passwords(int atOnce, Executor computing) {
        this.computing = computing;
        memory =
                new Argon2BytesGenerator.FixedBlockPool(atOnce * Argon2BytesGenerator.getBlockCount(MEMORY_KIB, LANES));
        nobodys = today(UUID.randomUUID().toString());
    }

    public PasswordHash hash(String password) {
        return new PasswordHash(today(password).encoded());
    }

    /**
     * Whether this is the password that was hashed.
     *
     * @throws IllegalArgumentException if what is stored is no hash that can be read
     */
    public boolean matches(String password, PasswordHash hash) {
        if (isArgon2id(hash)) {
            Argon2id stored = Argon2id.parse(hash.encoded(), memory);
            return compute(() -> stored.matches(argon2Bytes(password)));
        }
        return compute(() -> Bcrypt.matches(password, hash.encoded()));
    }

    /** Does the work of {@link #matches} for an account that does not exist. */
    public void matchNobody(String password) {
        boolean unused = compute(() -> nobodys.matches(argon2Bytes(password)));
    }

    /** Whether a password that matched should be hashed anew, because the hash is weaker than today's. */
    public boolean isOutdated(String password, PasswordHash hash) {
        if (!isArgon2id(hash)) {
            // Of a longer one it is not known whether the rest is right.
            return Bcrypt.readsAllOf(password);
        }
        return Argon2id.parse(hash.encoded(), memory).isWeakerThan(nobodys);
    }

    private <T> T compute(Supplier<T> hash) {
        try {
            return CompletableFuture.supplyAsync(hash, computing).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Argon2id today(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY_KIB)
                .withIterations(PASSES)
                .withParallelism(LANES)
                .withSalt(salt)
                .withBlockPool(memory)
                .build();
        // The salt is drawn before: randomness has a lock that everybody shares.
        return compute(() -> Argon2id.of(argon2Bytes(password), parameters, HASH_BYTES));
    }

    private static boolean isArgon2id(PasswordHash hash) {
        return hash.encoded().startsWith(Argon2id.PREFIX);
    }

    /** One password however a keyboard composes its accents (RFC 8265 §4.2.2). */
    private static byte[] argon2Bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }
}

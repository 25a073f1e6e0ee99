package io.gatehouse.loadtests.benchmark;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Hashes passwords as users does, one after the other, and does nothing else. Says so in a line once it is compiled. */
final class HashingLoop {

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int COMPILED_AFTER = 50;

    private HashingLoop() {}

    public static void main(String[] arguments) {
        var blocks = new Argon2BytesGenerator.FixedBlockPool(Argon2BytesGenerator.getBlockCount(MEMORY_KIB, 1));
        byte[] password = "analytical engine".getBytes(StandardCharsets.US_ASCII);
        byte[] hash = new byte[32];
        for (int count = 0; ; count++) {
            var generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withMemoryAsKB(MEMORY_KIB)
                    .withIterations(PASSES)
                    .withParallelism(1)
                    .withSalt(new byte[16])
                    .withBlockPool(blocks)
                    .build());
            generator.generateBytes(password, hash);
            if (count == COMPILED_AFTER) {
                System.out.println("compiled");
            }
        }
    }
}

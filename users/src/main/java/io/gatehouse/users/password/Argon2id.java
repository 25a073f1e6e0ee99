package io.gatehouse.users.password;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2id hash (RFC 9106) and what it was made with, written as the PHC string format has it:
 * {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, memory in KiB, salt and hash in base64 without padding.
 */
final class Argon2id {

    static final String PREFIX = "$argon2id$";

    /** Bounded, so that no row asks for a gigabyte or for minutes. */
    private static final Pattern PHC = Pattern.compile(Pattern.quote(PREFIX)
            + "v=(?<version>16|19)\\$m=(?<memory>[1-9]\\d{0,5}),t=(?<passes>[1-9]\\d?),p=(?<lanes>[1-9]\\d?)"
            + "\\$(?<salt>[A-Za-z0-9+/]+)\\$(?<hash>[A-Za-z0-9+/]{6,})");

    private final Argon2Parameters parameters;
    private final byte[] hash;

    private Argon2id(Argon2Parameters parameters, byte[] hash) {
        this.parameters = parameters;
        this.hash = hash;
    }

    /** Hashes a password to as many bytes as wanted; takes the time and the memory that the parameters ask for. */
    static Argon2id of(byte[] password, Argon2Parameters parameters, int length) {
        return new Argon2id(parameters, compute(password, parameters, length));
    }

    /**
     * Reads what was written.
     *
     * @param memory where blocks to compare passwords in come from
     * @throws IllegalArgumentException if it is no Argon2id hash; says nothing of what it is instead
     */
    static Argon2id parse(String encoded, Argon2BytesGenerator.BlockPool memory) {
        Matcher phc = PHC.matcher(encoded);
        if (!phc.matches()) {
            throw new IllegalArgumentException("A stored password hash is no Argon2id hash in PHC form.");
        }
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Integer.parseInt(phc.group("version")))
                .withMemoryAsKB(Integer.parseInt(phc.group("memory")))
                .withIterations(Integer.parseInt(phc.group("passes")))
                .withParallelism(Integer.parseInt(phc.group("lanes")))
                .withSalt(Base64.getDecoder().decode(phc.group("salt")))
                .withBlockPool(memory)
                .build();
        return new Argon2id(parameters, Base64.getDecoder().decode(phc.group("hash")));
    }

    /** Whether the password is the one that was hashed; takes as long as hashing it did. */
    boolean matches(byte[] password) {
        return MessageDigest.isEqual(hash, compute(password, parameters, hash.length));
    }

    /** Whether anything of it costs a guesser less than in the other. */
    boolean isWeakerThan(Argon2id other) {
        return parameters.getMemory() < other.parameters.getMemory()
                || parameters.getIterations() < other.parameters.getIterations()
                || parameters.getVersion() < other.parameters.getVersion()
                || hash.length < other.hash.length;
    }

    String encoded() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return PREFIX + "v=" + parameters.getVersion() + "$m=" + parameters.getMemory() + ",t="
                + parameters.getIterations() + ",p=" + parameters.getLanes() + "$"
                + base64.encodeToString(parameters.getSalt()) + "$" + base64.encodeToString(hash);
    }

    private static byte[] compute(byte[] password, Argon2Parameters parameters, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] hash = new byte[length];
        generator.generateBytes(password, hash);
        return hash;
    }
}

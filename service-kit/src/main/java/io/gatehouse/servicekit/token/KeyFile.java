package io.gatehouse.servicekit.token;

import io.gatehouse.servicekit.startup.StartupException;
import io.jsonwebtoken.jackson.io.JacksonSerializer;
import io.jsonwebtoken.security.Jwk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Keys on disk: a JWK Set (RFC 7517 §5), a single JWK, or PEM. A file of private keys is for the one who signs, one of
 * public keys for those who verify.
 */
public final class KeyFile {

    private static final String ADVICE = ". Make one with: gateway generate-key";

    /** Examples of RFC 7515 A.3 and RFC 7517 A.1, and of the token debugger at jwt.io, by their x: the world has them. */
    private static final Set<String> PUBLISHED = Set.of(
            "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
            "EVs_o5-uQbTjL3chynL4wXgUg2R9q9UU8I5mEovUf84");

    private KeyFile() {}

    /** The private keys of a file, in its order; never empty. */
    public static List<SigningKey> readPrivate(Path file) {
        return parsePrivate(file, read(file));
    }

    /** The public keys of a file, in its order; never empty. A private key in it is refused. */
    public static List<VerificationKey> readPublic(Path file) {
        return parsePublic(file, read(file));
    }

    static List<SigningKey> parsePrivate(Path file, String content) {
        List<SigningKey> keys = parse(file, content, PemForm::signing, JwkForm::signing);
        keys.forEach(key -> refusePublished(file, key.publicHalf()));
        return keys;
    }

    static List<VerificationKey> parsePublic(Path file, String content) {
        List<VerificationKey> keys = parse(file, content, PemForm::verification, JwkForm::verification);
        keys.forEach(key -> refusePublished(file, key));
        return keys;
    }

    private static void refusePublished(Path file, VerificationKey key) {
        if (PUBLISHED.contains(String.valueOf(key.jwk(false).get("x")))) {
            throw new StartupException(file + " holds a sample key, whose private half the whole world has" + ADVICE);
        }
    }

    /** Writes private keys, readable by the owner alone or by whom the file was readable so far, never by everyone. */
    public static void writePrivate(Path file, List<SigningKey> keys) throws IOException {
        write(file, serialize(keys.stream().map(SigningKey::jwk).toList()), true);
    }

    /** Writes the public halves of keys, for services of ours that verify. */
    public static void writePublic(Path file, List<SigningKey> keys) throws IOException {
        write(
                file,
                serialize(keys.stream().map(key -> key.publicHalf().jwk(true)).toList()),
                false);
    }

    /** Keys as a JWK Set in JSON, for the world. */
    public static byte[] publicJwkSet(List<VerificationKey> keys) {
        return serialize(keys.stream().map(key -> key.jwk(false)).toList());
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new StartupException("Cannot read the key file " + file + ADVICE, e);
        }
    }

    private static <K> List<K> parse(
            Path file, String content, Function<String, List<K>> pem, Function<Jwk<?>, K> jwk) {
        try {
            List<K> keys = PemForm.matches(content)
                    ? pem.apply(content)
                    : JwkForm.parse(content).stream().map(jwk).toList();
            if (keys.isEmpty()) {
                throw new StartupException("it holds no key");
            }
            return List.copyOf(keys);
        } catch (StartupException e) {
            throw new StartupException("The key file " + file + " is refused: " + e.getMessage() + ADVICE);
        }
    }

    private static byte[] serialize(List<? extends Jwk<?>> keys) {
        var out = new ByteArrayOutputStream();
        new JacksonSerializer<Map<String, ?>>().serialize(Map.of("keys", keys), out);
        return out.toByteArray();
    }

    /** In one step: whoever reads the file meanwhile finds the old content or the new. */
    private static void write(Path file, byte[] content, boolean secret) throws IOException {
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        Path fresh = absolute.resolveSibling(absolute.getFileName() + ".tmp");
        Files.deleteIfExists(fresh);
        if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, content);
            Files.setPosixFilePermissions(fresh, permissions(absolute, secret));
        } else {
            Files.write(fresh, content);
        }
        Files.move(fresh, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Set<PosixFilePermission> permissions(Path file, boolean secret) throws IOException {
        Set<PosixFilePermission> permissions = new HashSet<>(
                Files.exists(file)
                        ? Files.getPosixFilePermissions(file)
                        : PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--"));
        if (secret) {
            permissions.removeAll(EnumSet.of(
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE,
                    PosixFilePermission.OTHERS_EXECUTE));
        }
        return permissions;
    }
}

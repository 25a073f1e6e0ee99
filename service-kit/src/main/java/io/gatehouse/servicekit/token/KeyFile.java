package io.gatehouse.servicekit.token;

import io.gatehouse.servicekit.startup.StartupException;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.jackson.io.JacksonSerializer;
import io.jsonwebtoken.security.EcPrivateJwk;
import io.jsonwebtoken.security.EcPublicJwk;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Keys on disk, as a JWK Set (RFC 7517 §5). A file of private keys is for the one who signs: the first key signs. A
 * file of public keys is for those who verify: every key in it verifies.
 */
public final class KeyFile {

    private KeyFile() {}

    /** The private keys of a file, in its order; never empty. */
    public static List<SigningKey> readPrivate(Path file) {
        return read(
                file,
                "private",
                jwk -> jwk instanceof EcPrivateJwk ec && ec.getId() != null ? SigningKey.of(ec) : null);
    }

    /** The public keys of a file, in its order; never empty. A private key in it is refused. */
    public static List<EcPublicJwk> readPublic(Path file) {
        return read(file, "public", jwk -> jwk instanceof EcPublicJwk ec && ec.getId() != null ? ec : null);
    }

    /** Writes private keys, readable by the owner alone. */
    public static void writePrivate(Path file, List<SigningKey> keys) throws IOException {
        byte[] content = serialize(keys.stream().map(SigningKey::jwk).toList());
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        Path fresh = absolute.resolveSibling(absolute.getFileName() + ".tmp");
        Files.deleteIfExists(fresh);
        if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(fresh, content);
        Files.move(fresh, absolute, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes the public halves of keys, for those who verify. */
    public static void writePublic(Path file, List<SigningKey> keys) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, publicJwkSet(keys));
    }

    /** The public halves of keys as a JWK Set in JSON. */
    public static byte[] publicJwkSet(List<SigningKey> keys) {
        return serialize(keys.stream().map(SigningKey::publicJwk).toList());
    }

    private static byte[] serialize(List<? extends Jwk<?>> keys) {
        var out = new ByteArrayOutputStream();
        new JacksonSerializer<Map<String, ?>>().serialize(Map.of("keys", keys), out);
        return out.toByteArray();
    }

    private static <K> List<K> read(Path file, String kind, Function<Jwk<?>, K> wanted) {
        List<K> keys = new ArrayList<>();
        try {
            for (Jwk<?> jwk : Jwks.setParser().ignoreUnsupported(false).build().parse(Files.readString(file))) {
                K key = wanted.apply(jwk);
                if (key == null) {
                    throw new StartupException(file + " holds a key that is not a " + kind
                            + " P-256 key with a kid. Make one with: gateway generate-key");
                }
                keys.add(key);
            }
        } catch (IOException e) {
            throw new StartupException("Cannot read the key file " + file + ". Make one with: gateway generate-key", e);
        } catch (JwtException e) {
            throw new StartupException(
                    file + " is not a JWK Set (RFC 7517 §5). Make one with: gateway generate-key", e);
        }
        if (keys.isEmpty()) {
            throw new StartupException(file + " holds no key. Make one with: gateway generate-key");
        }
        return List.copyOf(keys);
    }
}

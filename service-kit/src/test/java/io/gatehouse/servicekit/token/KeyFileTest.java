package io.gatehouse.servicekit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.servicekit.startup.StartupException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a key file may hold, and what is said of one that is no good: never a word of a key. */
final class KeyFileTest {

    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void a_set_keeps_its_order_and_times() throws IOException {
        SigningKey next = SigningKey.generate(NOW);
        SigningKey first = SigningKey.generate();
        Path file = folder.resolve("keys.json");

        KeyFile.writePrivate(file, List.of(next, first));
        KeyFile.writePublic(folder.resolve("public.json"), List.of(next, first));

        assertThat(KeyFile.readPrivate(file))
                .extracting(SigningKey::publicHalf)
                .containsExactly(next.publicHalf(), first.publicHalf());
        assertThat(KeyFile.readPublic(folder.resolve("public.json")))
                .containsExactly(next.publicHalf(), first.publicHalf());
        assertThat(new String(KeyFile.publicJwkSet(List.of(next.publicHalf())), StandardCharsets.UTF_8))
                .contains("\"use\":\"sig\"", "\"alg\":\"ES256\"")
                .doesNotContain("nbf", "\"d\"");
    }

    @Test
    void a_single_key_needs_no_set() throws IOException {
        SigningKey key = SigningKey.generate();

        Path file = write(Jwks.UNSAFE_JSON(key.jwk()));

        assertThat(KeyFile.readPrivate(file)).extracting(SigningKey::id).containsExactly(key.id());
    }

    @Test
    void keys_in_pem_are_named_by_their_thumbprints() throws IOException {
        SigningKey key = SigningKey.generate();
        SigningKey other = SigningKey.generate();
        byte[] pkcs8 = key.privateKey().getEncoded();
        // What PKCS #8 wraps: a sequence of version 1, the key in 32 bytes and perhaps more (RFC 5915 §3).
        String hex = HexFormat.of().formatHex(pkcs8);
        byte[] bare = HexFormat.of().parseHex(hex.substring(hex.indexOf("0201010420") - 4));

        Path file = write(pem("PRIVATE KEY", pkcs8)
                + pem("PRIVATE KEY", other.privateKey().getEncoded()));

        assertThat(KeyFile.readPrivate(file)).extracting(SigningKey::id).containsExactly(key.id(), other.id());
        assertThat(KeyFile.readPrivate(write(pem("EC PRIVATE KEY", bare))))
                .extracting(SigningKey::id)
                .containsExactly(key.id());
        assertThat(KeyFile.readPublic(
                        write(pem("PUBLIC KEY", key.publicHalf().publicKey().getEncoded()))))
                .containsExactly(key.publicHalf());
    }

    @Test
    void keys_that_openssl_makes_are_read() throws Exception {
        for (String command : List.of(
                "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256",
                "openssl ecparam -name prime256v1 -genkey",
                "openssl ecparam -name prime256v1 -genkey -noout")) {
            Path file = folder.resolve("openssl.pem");
            Assumptions.assumeTrue(run(command, file), "skipped: needs openssl, which is not installed");

            assertThat(KeyFile.readPrivate(file)).hasSize(1);

            Path publicFile = folder.resolve("public.pem");
            run("openssl pkey -pubout -in " + file, publicFile);
            assertThat(KeyFile.readPublic(publicFile))
                    .containsExactly(KeyFile.readPrivate(file).get(0).publicHalf());
        }
    }

    @Test
    void weak_foreign_and_misplaced_keys_are_refused() throws IOException {
        SigningKey key = SigningKey.generate();
        SigningKey other = SigningKey.generate();
        String jwk = Jwks.UNSAFE_JSON(key.jwk());
        Key p384 = Jwts.SIG.ES384.keyPair().build().getPrivate();
        Key rsa = Jwts.SIG.RS256.keyPair().build().getPrivate();
        String otherX = other.jwk().get("x").toString();

        assertRefused(jwk.replace(key.jwk().get("x").toString(), otherX));
        assertRefused(jwk.replaceFirst("\"kid\":\"[^\"]+\",?", ""));
        assertRefused(jwk.replace("P-256", "P-384"));
        assertRefused(Jwks.UNSAFE_JSON(
                Jwks.builder().key((ECPrivateKey) p384).id("p384").build()));
        assertRefused(Jwks.json(key.publicHalf().jwk(false)));
        assertRefused(
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\"c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0\"}]}");
        assertRefused("{\"keys\":[]}");
        assertRefused("{\"keys\":[" + jwk + "," + jwk.substring(0, 40));
        assertRefused("");
        assertRefused("secret");
        assertRefused(pem("PRIVATE KEY", p384.getEncoded()));
        assertRefused(pem("PRIVATE KEY", rsa.getEncoded()));
        assertRefused(pem("RSA PRIVATE KEY", rsa.getEncoded()));
        assertRefused(pem("PUBLIC KEY", key.publicHalf().publicKey().getEncoded()));
        assertRefused(pem("PRIVATE KEY", new byte[200]));
        assertThatThrownBy(() -> KeyFile.readPublic(write(jwk)))
                .isInstanceOf(StartupException.class)
                .hasMessageNotContaining(key.jwk().get("x").toString());
    }

    /** RFC 7515 A.3. */
    @Test
    void a_key_that_the_world_has_is_refused() throws IOException {
        Path file = write("""
            {"kty":"EC","crv":"P-256","kid":"sample",
             "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
             "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
             "d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}\
            """);

        assertThatThrownBy(() -> KeyFile.readPrivate(file)).hasMessageContaining("sample key");
    }

    /** Whoever trusts it lets everybody sign. */
    @Test
    void the_public_half_of_a_key_that_the_world_has_is_refused() throws IOException {
        Path file = write("""
            {"kty":"EC","crv":"P-256","kid":"sample",
             "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
             "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}\
            """);

        assertThatThrownBy(() -> KeyFile.readPublic(file)).hasMessageContaining("sample key");
    }

    @Test
    void a_private_file_is_its_owners_and_a_new_one_is_as_the_old_but_never_everyones() throws IOException {
        Path file = folder.resolve("keys.json");
        KeyFile.writePrivate(file, List.of(SigningKey.generate()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        KeyFile.writePrivate(file, List.of(SigningKey.generate()));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void a_file_that_everyone_may_write_is_refused() throws IOException {
        Path file = folder.resolve("keys.json");
        KeyFiles files = KeyFiles.of(file.toString());
        KeyFile.writePrivate(file, List.of(SigningKey.generate()));
        openForAll(file);
        assertThatThrownBy(() -> files.watchPrivate("access", LIFE))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("chmod o-w");

        KeyFile.writePublic(file, List.of(SigningKey.generate()));
        openForAll(file);
        assertThatThrownBy(() -> files.watchPublic("internal-public", LIFE))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("chmod o-w");
    }

    @Test
    void keys_written_to_a_file_that_everyone_may_write_are_not_taken_up() throws IOException {
        Path file = folder.resolve("keys.json");
        SigningKey ours = SigningKey.generate();
        KeyFile.writePrivate(file, List.of(ours));
        KeyWatch<SigningRing> watch = KeyFiles.of(file.toString()).watchPrivate("access", LIFE);

        KeyFile.writePrivate(file, List.of(SigningKey.generate()));
        openForAll(file);
        watch.look();
        watch.look();

        assertThat(watch.get().signer(NOW).id()).isEqualTo(ours.id());
        assertThat(watch.isStale()).isTrue();

        Path open = folder.resolve("public.json");
        KeyFile.writePublic(open, List.of(ours));
        KeyWatch<VerificationRing> verified = KeyFiles.of(open.toString()).watchPublic("internal-public", LIFE);
        KeyFile.writePublic(open, List.of(SigningKey.generate()));
        openForAll(open);
        verified.look();
        verified.look();

        assertThat(verified.get().usable(NOW)).containsExactly(ours.publicHalf());
    }

    private static void openForAll(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    }

    @Test
    void several_files_follow_each_other() throws IOException {
        SigningKey one = SigningKey.generate();
        SigningKey two = SigningKey.generate();
        KeyFile.writePrivate(folder.resolve("1.json"), List.of(one));
        KeyFile.writePrivate(folder.resolve("2.json"), List.of(two));

        SigningRing ring = KeyFiles.of(folder.resolve("1.json") + ", " + folder.resolve("2.json"))
                .watchPrivate("access", LIFE)
                .get();

        assertThat(ring.signer(NOW).id()).isEqualTo(one.id());
        assertThat(ring.verification().usable(NOW)).containsExactly(one.publicHalf(), two.publicHalf());
        assertThatThrownBy(() -> KeyFiles.of(folder.resolve("1.json") + "," + folder.resolve("1.json"))
                        .watchPrivate("access", LIFE))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> KeyFiles.of(" ")).hasMessageContaining("generate-key");
    }

    @Test
    void no_key_describes_itself() {
        SigningKey key = SigningKey.generate();

        assertThat(key.toString()).isEqualTo("SigningKey[" + key.id() + "]");
    }

    private void assertRefused(String content) throws IOException {
        Path file = write(content);

        assertThatThrownBy(() -> KeyFile.readPrivate(file))
                .as(content)
                .isInstanceOf(StartupException.class)
                .hasMessageStartingWith("The key file " + file + " is refused: ")
                .hasMessageEndingWith("Make one with: gateway generate-key")
                .hasMessageNotContaining("c2VjcmV0")
                .hasNoCause();
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("file"), content);
    }

    private static boolean run(String command, Path output) throws InterruptedException {
        try {
            return new ProcessBuilder(command.split(" ", -1))
                            .redirectOutput(output.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }
}

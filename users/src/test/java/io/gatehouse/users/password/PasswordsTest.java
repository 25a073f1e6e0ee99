package io.gatehouse.users.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.types.Argon2;
import com.password4j.types.Bcrypt;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    private static final Passwords passwords = new Passwords();

    @Test
    void hashes_with_argon2id_of_19_mebibytes_two_passes_and_one_lane() {
        assertThat(passwords.hash("correct horse").encoded())
                // A salt of 16 bytes and a hash of 32, in base64 without padding.
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void never_hashes_twice_alike() {
        assertThat(passwords.hash("correct horse")).isNotEqualTo(passwords.hash("correct horse"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse", " ", "pässwörd", "пароль", "密码", "😀😀", "a\tb", "x\u0301"})
    void knows_a_password_again_and_no_other(String password) {
        PasswordHash hash = passwords.hash(password);

        assertThat(passwords.matches(password, hash)).isTrue();
        assertThat(passwords.matches(password + " ", hash)).isFalse();
        assertThat(passwords.isOutdated(password, hash)).isFalse();
    }

    @Test
    void a_password_is_the_same_however_the_keyboard_composes_it() {
        assertThat(passwords.matches("cafe\u0301 noir", passwords.hash("caf\u00e9 noir")))
                .isTrue();
    }

    /** What comes last counts too, in 73 bytes and in 128 characters of four bytes each. */
    @Test
    void reads_a_password_to_its_end() {
        for (String beginning : new String[] {"x".repeat(72), "😀".repeat(127)}) {
            PasswordHash hash = passwords.hash(beginning + "é");

            assertThat(passwords.matches(beginning + "é", hash)).isTrue();
            assertThat(passwords.matches(beginning + "è", hash)).isFalse();
            assertThat(passwords.matches(beginning, hash)).isFalse();
        }
    }

    /** From argon2-cffi's documentation: what another implementation wrote, this one reads. */
    @Test
    void reads_argon2id_hashes_of_others() {
        var hash = new PasswordHash("$argon2id$v=19$m=65536,t=3,p=4$MIIRqgvgQbgj220jfp0MPA"
                + "$YfwJSVjtjSU0zzV/P3S9nnQ/USre2wvJMjfCIjrTQbg");

        assertThat(passwords.matches("correct horse battery staple", hash)).isTrue();
        assertThat(passwords.isOutdated("correct horse battery staple", hash)).isFalse();
    }

    /** Vectors of crypt_blowfish's wrapper.c, the last made by libxcrypt; $2b$ and $2y$ are $2a$ without its old bugs. */
    @ParameterizedTest
    @CsvSource({
        "U*U, CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "U*U*, CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK",
        "U*U*U, XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a",
        "'', CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy",
        "pässwörd, CCCCCCCCCCCCCCCCCCCCC.VbkrrNItU.9NIb/IkEA2mwWrOjK5F3G"
    })
    void reads_bcrypt_hashes_of_others(String password, String saltAndHash) {
        for (String prefix : new String[] {"$2a$05$", "$2b$05$", "$2y$05$"}) {
            var hash = new PasswordHash(prefix + saltAndHash);

            assertThat(passwords.matches(password, hash)).as(prefix).isTrue();
            assertThat(passwords.matches(password + "x", hash)).as(prefix).isFalse();
            assertThat(passwords.isOutdated(password, hash)).isTrue();
        }
    }

    @Test
    void reads_the_samples_own_hash() {
        var hash = new PasswordHash("$2b$12$16kNu5IW80k1Tw7xz2H3iOCsz0.oMZ7q5OSGa/OIfOae0WGFe8aI2");

        assertThat(passwords.matches("a", hash)).isTrue();
        assertThat(passwords.matches("b", hash)).isFalse();
    }

    @Test
    void reads_no_more_of_a_password_than_bcrypt_did() {
        String long72 = "ä".repeat(36);
        PasswordHash hash = bcrypt(long72 + "one end");

        assertThat(passwords.matches(long72 + "another end", hash)).isTrue();
        assertThat(passwords.matches(long72.substring(1) + "x", hash)).isFalse();
    }

    /** bcrypt repeats a password and the NUL behind it. */
    @Test
    void does_not_take_a_password_twice_for_once() {
        assertThat(passwords.matches("a\0a", bcrypt("a"))).isFalse();
    }

    /** Else a slip of the finger behind the 72nd byte would become the password. */
    @Test
    void does_not_hash_anew_what_bcrypt_has_not_read_to_the_end() {
        String long72 = "ä".repeat(36);

        assertThat(passwords.isOutdated(long72, bcrypt(long72))).isTrue();
        assertThat(passwords.isOutdated(long72 + "x", bcrypt(long72 + "x"))).isFalse();
    }

    @Test
    void hashes_anew_what_is_weaker_than_today() {
        for (Argon2Function weak : new Argon2Function[] {
            Argon2Function.getInstance(12288, 3, 1, 32, Argon2.ID),
            Argon2Function.getInstance(19456, 1, 1, 32, Argon2.ID),
            Argon2Function.getInstance(19456, 2, 1, 16, Argon2.ID)
        }) {
            var hash = new PasswordHash(weak.hash("correct horse".getBytes(StandardCharsets.UTF_8), new byte[16])
                    .getResult());

            assertThat(passwords.matches("correct horse", hash)).isTrue();
            assertThat(passwords.isOutdated("correct horse", hash)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$argon2i$v=19$m=19456,t=2,p=1$",
                "v=19$m=19456,t=2$",
                "v=19$m=19456,t=2,p=1$A A$",
                "v=18$m=19456,t=2,p=1$AAAAAAAAAAA$",
                "v=19$m=9999999,t=2,p=1$AAAAAAAAAAA$",
                "v=19$m=19456,t=999,p=1$AAAAAAAAAAA$"
            })
    void tells_of_a_broken_hash_without_showing_it(String part) {
        var hash = new PasswordHash(Argon2id.PREFIX + part + "c29tZXNhbHQ");

        assertThatThrownBy(() -> passwords.matches("correct horse", hash))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("c29tZXNhbHQ");
    }

    /** What 19 MiB a hash would give the collector to do is felt by all who ask meanwhile. */
    @Test
    void hashes_in_memory_that_it_keeps() {
        var allocation = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        PasswordHash hash = passwords.hash("correct horse");
        long before = allocation.getCurrentThreadAllocatedBytes();

        assertThat(passwords.matches("correct horse", hash)).isTrue();

        assertThat(allocation.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
    }

    @Test
    void computes_every_hash_where_it_is_told_to() {
        var computed = new AtomicInteger();
        var elsewhere = new Passwords(1, work -> {
            computed.incrementAndGet();
            work.run();
        });
        int before = computed.get();

        PasswordHash hash = elsewhere.hash("correct horse");
        elsewhere.matches("correct horse", hash);
        elsewhere.matches("correct horse", bcrypt("correct horse"));
        elsewhere.matchNobody("correct horse");

        assertThat(computed.get() - before).isEqualTo(4);
    }

    @Test
    void throws_what_was_thrown_elsewhere() {
        assertThatThrownBy(() -> passwords.matches("correct horse", new PasswordHash("$2b$12$broken")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shows_no_hash() {
        PasswordHash hash = passwords.hash("correct horse");

        assertThat(hash.toString()).doesNotContain(hash.encoded()).doesNotContain("argon2");
    }

    private static PasswordHash bcrypt(String password) {
        return new PasswordHash(
                BcryptFunction.getInstance(Bcrypt.B, 4).hash(password).getResult());
    }
}

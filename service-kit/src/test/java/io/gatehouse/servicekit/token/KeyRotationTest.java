package io.gatehouse.servicekit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.servicekit.startup.StartupException;
import io.gatehouse.servicekit.testing.AdjustableClock;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From one key to the next, with time and with files. */
final class KeyRotationTest {

    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final Duration LEAD = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private final SigningKey old = SigningKey.generate();
    private final SigningKey next = SigningKey.generate(clock.instant().plus(LEAD));
    private final SigningRing ring = new SigningRing(List.of(next, old), LIFE);
    private final TokenVerifier verifier =
            new TokenVerifier(ring::verification, "issuer", "audience", "kind+jwt", LIFE, Duration.ZERO, clock);

    @Test
    void a_new_key_verifies_at_once_and_signs_when_its_time_has_come() throws Exception {
        assertThat(ring.signer(clock.instant())).isSameAs(old);
        verifier.verify(token(next));

        clock.advance(LEAD.plusSeconds(1));

        assertThat(ring.signer(clock.instant())).isSameAs(next);
        verifier.verify(token(old));
    }

    @Test
    void a_retired_key_is_refused_once_the_longest_life_has_passed() throws Exception {
        clock.advance(LEAD.plus(LIFE).minusSeconds(1));
        verifier.verify(token(old));
        assertThat(verifier.verify(token(old)).acceptedUntil())
                .isBefore(clock.instant().plusSeconds(2));

        clock.advance(Duration.ofSeconds(2));

        // Whoever has found the old key may sign what they like.
        assertThatThrownBy(() -> verifier.verify(token(old))).isInstanceOf(TokenRefusedException.class);
        verifier.verify(token(next));
        assertThat(ring.verification().usable(clock.instant())).containsExactly(next.publicHalf());
    }

    @Test
    void a_key_without_a_follower_never_ends() throws Exception {
        clock.advance(Duration.ofDays(3650));

        verifier.verify(token(next));
    }

    @Test
    void keys_without_times_verify_as_long_as_they_stand_there() {
        var plain = new SigningRing(List.of(SigningKey.generate(), old), LIFE);

        assertThat(plain.verification().usable(clock.instant().plus(Duration.ofDays(3650))))
                .hasSize(2);
    }

    @Test
    void a_thousand_unknown_ids_read_no_file_and_ask_nobody() throws IOException {
        KeyWatch<SigningRing> watch = watch(List.of(old));
        Files.delete(folder.resolve("keys.json"));
        var asked = new AtomicInteger();
        var onFile = new TokenVerifier(
                () -> {
                    asked.incrementAndGet();
                    return watch.get().verification();
                },
                "issuer",
                "audience",
                "kind+jwt",
                LIFE,
                Duration.ZERO,
                clock);

        for (int i = 0; i < 1000; i++) {
            String unknown = token(old, UUID.randomUUID().toString());
            assertThatThrownBy(() -> onFile.verify(unknown)).isInstanceOf(TokenRefusedException.class);
        }

        assertThat(asked).hasValue(1000);
        assertThat(watch.get().signer(clock.instant()).id()).isEqualTo(old.id());
    }

    @Test
    void a_changed_file_is_taken_up_once_it_stays_and_a_broken_one_is_not() throws IOException {
        KeyWatch<SigningRing> watch = watch(List.of(old));

        KeyFile.writePrivate(folder.resolve("keys.json"), List.of(SigningKey.generate(), old));
        watch.look();
        assertThat(watch.get().verification().usable(clock.instant())).hasSize(1);
        watch.look();
        assertThat(watch.get().verification().usable(clock.instant())).hasSize(2);
        assertThat(watch.isStale()).isFalse();

        for (String broken : List.of("", "{\"keys\":[]}", "half a fi")) {
            Files.writeString(folder.resolve("keys.json"), broken);
            watch.look();
            watch.look();
            assertThat(watch.get().verification().usable(clock.instant()))
                    .as(broken)
                    .hasSize(2);
            assertThat(watch.isStale()).as(broken).isTrue();
        }
        Files.delete(folder.resolve("keys.json"));
        watch.look();
        assertThat(watch.isStale()).isTrue();

        KeyFile.writePrivate(folder.resolve("keys.json"), List.of(old));
        watch.look();
        watch.look();
        assertThat(watch.get().verification().usable(clock.instant())).hasSize(1);
        assertThat(watch.isStale()).isFalse();
    }

    @Test
    void a_file_that_is_missing_at_the_start_is_told_with_what_to_do() {
        assertThatThrownBy(() -> KeyFiles.of(folder.resolve("none").toString()).watchPrivate("access", LIFE))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("generate-key");
    }

    private KeyWatch<SigningRing> watch(List<SigningKey> keys) throws IOException {
        KeyFile.writePrivate(folder.resolve("keys.json"), keys);
        return KeyFiles.of(folder.resolve("keys.json").toString()).watchPrivate("access", LIFE);
    }

    private String token(SigningKey key) {
        return token(key, key.id());
    }

    private String token(SigningKey key, String id) {
        Instant now = clock.instant();
        return Jwts.builder()
                .header()
                .type("kind+jwt")
                .keyId(id)
                .and()
                .issuer("issuer")
                .audience()
                .add("audience")
                .and()
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(Duration.ofDays(3650))))
                .signWith(key.privateKey(), Jwts.SIG.ES256)
                .compact();
    }
}

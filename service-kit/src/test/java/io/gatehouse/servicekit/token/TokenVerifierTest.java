package io.gatehouse.servicekit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.servicekit.token.TokenRefusedException.Reason;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TokenVerifierTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LIFE = Duration.ofHours(1);
    private static final SigningKey KEY = SigningKey.generate();

    private final TokenVerifier verifier = new TokenVerifier(
            ring(KEY),
            "issuer",
            "audience",
            "kind+jwt",
            LIFE,
            Duration.ofSeconds(10),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void ourTokenIsAccepted() throws Exception {
        assertThat(verifier.verify(signed(token -> token)).subject()).isEqualTo("7");
    }

    @Test
    void everyKeyOfTheListVerifies() throws Exception {
        SigningKey next = SigningKey.generate();
        var both = new TokenVerifier(
                ring(KEY, next),
                "issuer",
                "audience",
                "kind+jwt",
                LIFE,
                Duration.ZERO,
                Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(both.verify(signed(token -> token)).subject()).isEqualTo("7");
        assertThat(both.verify(claims().header()
                                .keyId(next.id())
                                .and()
                                .signWith(next.privateKey())
                                .compact())
                        .subject())
                .isEqualTo("7");
    }

    @Test
    void expiredTokenIsExpiredOnceTheLeewayIsOver() throws Exception {
        verifier.verify(signed(token -> token.expiration(Date.from(NOW.minusSeconds(9)))));

        assertRefused(signed(token -> token.expiration(Date.from(NOW.minusSeconds(11)))), Reason.EXPIRED);
    }

    @Test
    void noTokenLivesLongerThanTokensDoNow() throws Exception {
        Instant nextDay = NOW.plus(Duration.ofDays(1));
        String young = signed(token ->
                token.issuedAt(Date.from(NOW.minus(LIFE).plusSeconds(1))).expiration(Date.from(nextDay)));

        assertThat(verifier.verify(young).acceptedUntil()).isEqualTo(NOW.plusSeconds(11));
        assertRefused(
                signed(token -> token.issuedAt(Date.from(NOW.minus(LIFE).minusSeconds(11)))
                        .expiration(Date.from(nextDay))),
                Reason.EXPIRED);
    }

    /** Signed by us and right in all it says: its size alone is against it. */
    @Test
    void aMegabyteIsCorrupted() {
        assertRefused(signed(token -> token.claim("more", "a".repeat(1024 * 1024))), Reason.CORRUPTED);
    }

    @Test
    void expiredTokenOfAnotherAudienceIsCorrupted() {
        assertRefused(
                claims("elsewhere")
                        .expiration(Date.from(NOW.minusSeconds(60)))
                        .signWith(KEY.privateKey())
                        .compact(),
                Reason.CORRUPTED);
    }

    static Stream<Map.Entry<String, String>> foreignTokens() {
        SigningKey other = SigningKey.generate();
        SecretKey publicAsSecret =
                new SecretKeySpec(KEY.publicHalf().publicKey().getEncoded(), "HmacSHA256");
        var es384 = Jwts.SIG.ES384.keyPair().build();
        var rsa = Jwts.SIG.RS256.keyPair().build();
        return Stream.of(
                Map.entry("none", claims().compact()),
                Map.entry(
                        "HS256 with the public key",
                        claims().signWith(publicAsSecret, Jwts.SIG.HS256).compact()),
                Map.entry(
                        "ES384",
                        claims().signWith(es384.getPrivate(), Jwts.SIG.ES384).compact()),
                Map.entry(
                        "RS256",
                        claims().signWith(rsa.getPrivate(), Jwts.SIG.RS256).compact()),
                Map.entry(
                        "another key under our id",
                        claims().signWith(other.privateKey()).compact()),
                Map.entry(
                        "unknown key id",
                        signed(token -> token.header().keyId("who").and())),
                Map.entry(
                        "another type",
                        signed(token -> token.header().type("at+jwt").and())),
                Map.entry("another issuer", signed(token -> token.issuer("elsewhere"))),
                Map.entry(
                        "another audience",
                        claims("elsewhere").signWith(KEY.privateKey()).compact()),
                Map.entry(
                        "two audiences",
                        signed(token -> token.audience().add("elsewhere").and())),
                Map.entry("no expiry", signed(token -> token.expiration(null))),
                Map.entry("no time of issue", signed(token -> token.issuedAt(null))),
                Map.entry(
                        "a key of its own",
                        signed(token -> token.header().add("jku", "http://evil").and())),
                Map.entry(
                        "a critical extension",
                        signed(token -> token.header().add("x", "y").and())));
    }

    @ParameterizedTest
    @MethodSource("foreignTokens")
    void foreignTokenIsCorrupted(Map.Entry<String, String> token) {
        assertRefused(token.getValue(), Reason.CORRUPTED);
    }

    static Stream<String> otherSpellings() {
        String good = signed(token -> token);
        String[] parts = good.split("\\.", -1);
        return Stream.of(
                "",
                ".",
                "..",
                "a.b",
                "a.b.c",
                good + ".",
                good + ".a",
                "." + good,
                good + "=",
                good + "==",
                good + "\n",
                " " + good,
                good + " ",
                parts[0] + "=." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                parts[0] + ".." + parts[2],
                parts[0] + "\n." + parts[1] + "." + parts[2],
                good.substring(0, good.length() - 1) + sibling(good.charAt(good.length() - 1)),
                parts[0] + "." + parts[1] + "." + toStandardAlphabet(parts[2]),
                parts[0] + "." + parts[1] + "." + der(parts[2]),
                good + "A".repeat(5000));
    }

    @ParameterizedTest
    @MethodSource("otherSpellings")
    void anyOtherSpellingOfATokenIsCorrupted(String token) {
        assertRefused(token, Reason.CORRUPTED);
    }

    @Test
    void changedClaimsAreCorrupted() {
        String[] parts = signed(token -> token).split("\\.", -1);
        String payload =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("\"7\"", "\"1\"");
        String forged =
                Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8));

        assertRefused(parts[0] + "." + forged + "." + parts[2], Reason.CORRUPTED);
    }

    private static Supplier<VerificationRing> ring(SigningKey... keys) {
        var ring =
                new VerificationRing(Stream.of(keys).map(SigningKey::publicHalf).toList(), Duration.ofMinutes(1));
        return () -> ring;
    }

    private void assertRefused(String token, Reason reason) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOfSatisfying(TokenRefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(reason));
    }

    private static JwtBuilder claims() {
        return claims("audience");
    }

    private static JwtBuilder claims(String audience) {
        return Jwts.builder()
                .header()
                .type("kind+jwt")
                .keyId(KEY.id())
                .and()
                .issuer("issuer")
                .audience()
                .add(audience)
                .and()
                .subject("7")
                .issuedAt(Date.from(NOW))
                .expiration(Date.from(NOW.plusSeconds(60)));
    }

    private static String signed(UnaryOperator<JwtBuilder> change) {
        return change.apply(claims()).signWith(KEY.privateKey(), Jwts.SIG.ES256).compact();
    }

    /** The last character of 64 bytes in base64 carries four bits that decoders drop: another one with the same rest. */
    private static char sibling(char last) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return alphabet.charAt(alphabet.indexOf(last) ^ 1);
    }

    private static String toStandardAlphabet(String part) {
        return part.replace('-', '+').replace('_', '/') + "+";
    }

    /** The signature in the ASN.1 form that JWS does not use. */
    private static String der(String part) {
        byte[] joined = Base64.getUrlDecoder().decode(part);
        byte[] wrapped = new byte[joined.length + 6];
        wrapped[0] = 0x30;
        wrapped[1] = (byte) (joined.length + 4);
        wrapped[2] = 2;
        wrapped[3] = 32;
        System.arraycopy(joined, 0, wrapped, 4, 32);
        wrapped[36] = 2;
        wrapped[37] = 32;
        System.arraycopy(joined, 32, wrapped, 38, 32);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(wrapped);
    }
}

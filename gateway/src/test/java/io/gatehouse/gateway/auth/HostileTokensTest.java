package io.gatehouse.gateway.auth;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import io.gatehouse.servicekit.token.KeyFile;
import io.gatehouse.servicekit.token.SigningKey;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that somebody made up. Each gets the same 401, reaches no service and makes the gateway fetch nothing. */
class HostileTokensTest {

    private static final StubUpstream upstream = new StubUpstream();
    private static final TestGateway gateway = TestGateway.shipped(upstream.url(), upstream.url());
    private static final SigningKey OURS = gateway.accessKey();
    private static final SigningKey THEIRS = SigningKey.generate();

    private static final String HEADER = header("ES256", OURS.id(), "at+jwt", "");
    private static final Map<String, String> CLAIMS = claims();
    private static final String GOOD = es256(HEADER, payload(CLAIMS), OURS);

    /** What every one of them is answered with. */
    private static String refusal;

    @BeforeAll
    static void refuse() {
        upstream.answers(StubUpstream.json(200, "[]"));
        assertThat(ask(GOOD).statusCode())
                .as("the tokens differ from a good one in one thing")
                .isEqualTo(200);
        HttpResponse<String> answer = ask("x");
        assertThat(answer.statusCode()).isEqualTo(401);
        refusal = withoutRequestId(answer);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    static Stream<Map.Entry<String, String>> tokens() {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        String claims = payload(CLAIMS);
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            String header = header(none, OURS.id(), "at+jwt", "");
            add(all, "alg '" + none + "' without a signature", part(header) + "." + part(claims) + ".");
            add(all, "alg '" + none + "' and two parts", part(header) + "." + part(claims));
            add(all, "alg '" + none + "' with our signature", es256(header, claims, OURS));
        }
        byte[] publicKey = OURS.publicHalf().publicKey().getEncoded();
        for (String alg : List.of("HS256", "hs256")) {
            add(all, alg + " by the public key, DER", hs256(header(alg, OURS.id(), "at+jwt", ""), claims, publicKey));
            add(
                    all,
                    alg + " by the public key, PEM",
                    hs256(header(alg, OURS.id(), "at+jwt", ""), claims, pem(publicKey)));
        }
        add(all, "HS256 by our own key's words", hs256(HEADER, claims, publicKey));
        for (String alg : List.of("es256", "ES256 ", "ES256K", "ES384", "ES512", "RS256", "PS256", "EdDSA")) {
            add(all, "our ES256 signature under alg " + alg, es256(header(alg, OURS.id(), "at+jwt", ""), claims, OURS));
        }
        var es384 = Jwts.SIG.ES384.keyPair().build();
        add(
                all,
                "ES384",
                sign(
                        "SHA384withECDSAinP1363Format",
                        header("ES384", OURS.id(), "at+jwt", ""),
                        claims,
                        es384.getPrivate()));
        var rsa = Jwts.SIG.RS256.keyPair().build();
        add(all, "RS256", sign("SHA256withRSA", header("RS256", OURS.id(), "at+jwt", ""), claims, rsa.getPrivate()));
        add(all, "alg that is no text", es256(HEADER.replace("\"ES256\"", "[\"ES256\"]"), claims, OURS));

        add(all, "a foreign kid", es256(header("ES256", THEIRS.id(), "at+jwt", ""), claims, THEIRS));
        add(all, "a foreign key under our kid", es256(HEADER, claims, THEIRS));
        add(all, "no kid", es256("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", claims, OURS));
        add(all, "a kid that is a path", es256(header("ES256", "../../dev/null", "at+jwt", ""), claims, THEIRS));
        add(all, "a kid that is SQL", es256(header("ES256", "' OR 1=1 --", "at+jwt", ""), claims, THEIRS));
        add(
                all,
                "a kid that is an address",
                es256(header("ES256", upstream.url() + "/kid", "at+jwt", ""), claims, THEIRS));
        String jwk = "\"jwk\":"
                + new String(KeyFile.publicJwkSet(List.of(THEIRS.publicHalf())), StandardCharsets.UTF_8)
                        .replaceFirst("^\\{\"keys\":\\[", "")
                        .replaceFirst("]}$", "");
        for (String more : List.of(
                jwk,
                "\"jku\":\"" + upstream.url() + "/jku\"",
                "\"x5u\":\"" + upstream.url() + "/x5u\"",
                "\"x5c\":[\"MIIB\"]",
                "\"crit\":[\"exp\"]",
                "\"b64\":true",
                "\"zip\":\"DEF\"",
                "\"cty\":\"JWT\"",
                "\"alg\":\"none\"")) {
            add(
                    all,
                    "signed by them, with " + more,
                    es256(header("ES256", OURS.id(), "at+jwt", "," + more), claims, THEIRS));
            add(
                    all,
                    "signed by us, with " + more,
                    es256(header("ES256", OURS.id(), "at+jwt", "," + more), claims, OURS));
        }
        for (String typ : List.of("JWT", "AT+JWT", "application/at+jwt", "gatehouse-internal+jwt", "")) {
            add(all, "typ '" + typ + "'", es256(header("ES256", OURS.id(), typ, ""), claims, OURS));
        }
        add(all, "no typ", es256("{\"alg\":\"ES256\",\"kid\":\"" + OURS.id() + "\"}", claims, OURS));
        add(all, "a header that is a list", es256("[]", claims, OURS));
        add(
                all,
                "a header in UTF-16",
                es256Bytes(HEADER.getBytes(StandardCharsets.UTF_16), claims.getBytes(StandardCharsets.UTF_8), OURS));

        CLAIMS.keySet().forEach(claim -> add(all, "no " + claim, with(claim, null)));
        for (String claim : List.of("iss", "aud", "sub", "user_type", "sid", "jti")) {
            add(all, claim + " a number", with(claim, "7"));
            add(all, claim + " null", with(claim, "null"));
            add(all, claim + " an object", with(claim, "{}"));
        }
        for (String time : List.of("iat", "exp")) {
            add(all, time + " a text", with(time, "\"2099999999\""));
            add(all, time + " a fraction", with(time, "2099999999.5"));
            add(all, time + " below zero", with(time, "-1"));
            add(all, time + " beyond all time", with(time, "99999999999999999999"));
            add(all, time + " null", with(time, "null"));
        }
        add(all, "another issuer", with("iss", "\"gatehouse-gateway\""));
        add(all, "another audience", with("aud", "[\"users\"]"));
        add(all, "two audiences", with("aud", "[\"gatehouse-api\",\"users\"]"));
        add(all, "no audience in the list", with("aud", "[]"));
        add(all, "a subject that is no id", with("sub", "\"admin\""));
        add(all, "a subject with zeros before it", with("sub", "\"007\""));
        add(all, "a subject below one", with("sub", "\"0\""));
        add(all, "a subject beyond 64 bits", with("sub", "\"99999999999999999999\""));
        add(all, "nbf in a minute", with("nbf", Long.toString(Instant.now().getEpochSecond() + 60)));
        add(all, "nbf that is no time", with("nbf", "\"0\""));
        add(all, "a claim twice", es256(HEADER, claims.replaceFirst("\\{", "{\"sub\":\"1\","), OURS));
        add(all, "something behind the claims", es256(HEADER, claims + "{}", OURS));
        add(all, "claims that are a list", es256(HEADER, "[" + claims + "]", OURS));
        add(all, "claims that are no JSON", es256(HEADER, "sub=7", OURS));

        String[] parts = GOOD.split("\\.", -1);
        String signature = parts[2];
        add(all, "padding", GOOD + "==");
        add(
                all,
                "a bit that decoders drop",
                GOOD.substring(0, GOOD.length() - 1) + sibling(GOOD.charAt(GOOD.length() - 1)));
        add(all, "the other alphabet", parts[0] + "." + parts[1] + "." + standardAlphabet(parts[0] + "." + parts[1]));
        add(all, "a dot more", GOOD + ".");
        add(all, "a part more", GOOD + "." + signature);
        add(all, "rubbish behind it", GOOD + "AAAA");
        add(all, "a space within", parts[0] + "." + parts[1] + ". " + signature);
        add(all, "a comma and itself again", GOOD + "," + GOOD);
        add(all, "no signature", parts[0] + "." + parts[1] + ".");
        add(all, "half a signature", parts[0] + "." + parts[1] + "." + signature.substring(0, 43));
        add(all, "a signature of zeros", parts[0] + "." + parts[1] + "." + "A".repeat(86));
        add(all, "a signature in DER", parts[0] + "." + parts[1] + "." + der());
        add(all, "no claims", parts[0] + ".." + signature);
        add(all, "no header", "." + parts[1] + "." + signature);
        add(
                all,
                "claims exchanged",
                parts[0] + "." + part(payload(CLAIMS).replace("\"7\"", "\"1\"")) + "." + signature);
        add(
                all,
                "in JSON serialization",
                "{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\"" + signature
                        + "\"}");
        add(all, "six thousand characters", GOOD + "A".repeat(6000));
        add(all, "claims of four thousand characters", with("more", "\"" + "a".repeat(4000) + "\""));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void is_refused_like_all_others(Map.Entry<String, String> token) {
        upstream.forget();

        HttpResponse<String> answer = ask(token.getValue());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(withoutRequestId(answer)).isEqualTo(refusal);
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"gatehouse\", error=\"invalid_token\"");
        assertThat(upstream.requests()).isZero();
    }

    @Test
    void an_expired_one_is_told_so() {
        String expired = with("exp", Long.toString(Instant.now().getEpochSecond() - 31));
        upstream.forget();

        HttpResponse<String> answer = ask(expired);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Auth token is expired.");
        assertThat(upstream.requests()).isZero();
    }

    @Test
    void clocks_may_be_half_a_minute_apart() {
        long now = Instant.now().getEpochSecond();

        assertThat(ask(with("exp", Long.toString(now - 25))).statusCode()).isEqualTo(200);
        assertThat(ask(with("nbf", Long.toString(now + 25))).statusCode()).isEqualTo(200);
        assertThat(ask(with("aud", "\"gatehouse-api\"")).statusCode()).isEqualTo(200);
    }

    /** The header alone is above what the gateway reads: it is not looked at as a token at all. */
    @Test
    void a_megabyte_is_cut_off_before_anyone_reads_it() throws IOException {
        upstream.forget();

        assertThat(gateway.rawGet("/api/v1/orders", GOOD + "A".repeat(1024 * 1024)))
                .startsWith("HTTP/1.1 431 ");
        assertThat(upstream.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "Token %s", "Basic %s", "bearer%s", "Bearer,%s"})
    void a_good_token_without_its_scheme_is_refused(String authorization) {
        var answer = send(gateway.request("/api/v1/orders").header("Authorization", authorization.formatted(GOOD)));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"gatehouse\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token=", "token=", "authorization=Bearer%20"})
    void a_good_token_in_the_query_counts_for_nothing(String query) {
        var answer = send(gateway.request("/api/v1/orders?" + query + GOOD));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Auth token is missing in headers.");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"gatehouse\"");
    }

    private static HttpResponse<String> ask(String token) {
        return send(gateway.request("/api/v1/orders").header("Authorization", "Bearer " + token));
    }

    private static String withoutRequestId(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"request_id\":\"[^\"]+\"", "");
    }

    private static void add(List<Map.Entry<String, String>> all, String name, String token) {
        all.add(Map.entry(name, token));
    }

    private static Map<String, String> claims() {
        long now = Instant.now().getEpochSecond();
        Map<String, String> claims = new LinkedHashMap<>();
        claims.put("iss", "\"gatehouse\"");
        claims.put("aud", "[\"gatehouse-api\"]");
        claims.put("sub", "\"7\"");
        claims.put("user_type", "\"default\"");
        claims.put("sid", "\"a-session\"");
        claims.put("iat", Long.toString(now));
        claims.put("exp", Long.toString(now + 600));
        claims.put("jti", "\"an-id\"");
        return claims;
    }

    /** A token of ours with a claim of another value, or without it. */
    private static String with(String claim, String json) {
        Map<String, String> changed = new LinkedHashMap<>(CLAIMS);
        changed.remove(claim);
        if (json != null) {
            changed.put(claim, json);
        }
        return es256(HEADER, payload(changed), OURS);
    }

    private static String payload(Map<String, String> claims) {
        return claims.entrySet().stream()
                .map(claim -> "\"" + claim.getKey() + "\":" + claim.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String header(String alg, String kid, String typ, String more) {
        return "{\"alg\":\"%s\",\"typ\":\"%s\",\"kid\":\"%s\"%s}".formatted(alg, typ, kid, more);
    }

    private static String es256(String header, String payload, SigningKey key) {
        return sign("SHA256withECDSAinP1363Format", header, payload, key.privateKey());
    }

    private static String es256Bytes(byte[] header, byte[] payload, SigningKey key) {
        return sign("SHA256withECDSAinP1363Format", part(header) + "." + part(payload), key.privateKey());
    }

    private static String sign(String algorithm, String header, String payload, PrivateKey key) {
        return sign(algorithm, part(header) + "." + part(payload), key);
    }

    private static String sign(String algorithm, String input, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + part(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hs256(String header, String payload, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String input = part(header) + "." + part(payload);
            return input + "." + part(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] pem(byte[] der) {
        return ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String part(String text) {
        return part(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The last character of 64 bytes in base64 carries four bits that decoders drop: another one with the same rest. */
    private static char sibling(char last) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return alphabet.charAt(alphabet.indexOf(last) ^ 1);
    }

    /** A signature of ours that has a - or _, in the alphabet that has + and / instead. */
    private static String standardAlphabet(String input) {
        while (true) {
            String token = sign("SHA256withECDSAinP1363Format", input, OURS.privateKey());
            String signature = token.substring(input.length() + 1);
            if (signature.contains("-") || signature.contains("_")) {
                return signature.replace('-', '+').replace('_', '/');
            }
        }
    }

    private static String der() {
        String input = GOOD.substring(0, GOOD.lastIndexOf('.'));
        return sign("SHA256withECDSA", input, OURS.privateKey()).substring(input.length() + 1);
    }
}

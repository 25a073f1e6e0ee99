package io.gatehouse.users.login;

import static io.gatehouse.users.UsersService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.users.UsersService;
import io.gatehouse.users.password.PasswordHash;
import io.gatehouse.users.password.Passwords;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
record LoginTest(TestDatabase database) {

    private static UsersService service;

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        service = UsersService.shared(database);
    }

    @BeforeEach
    void empty() {
        service.empty();
    }

    @Test
    void tells_the_gateway_who_logged_in() {
        long id = service.database().store("Jo", "admin");

        HttpResponse<String> answer = service.login("jO", "correct horse");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode session = json(answer);
        assertThat(session.fieldNames()).toIterable().containsExactly("id", "user_type", "session_id", "refresh_token");
        assertThat(session.get("id").asLong()).isEqualTo(id);
        assertThat(session.get("user_type").asText()).isEqualTo("admin");
        assertThat(session.get("session_id").asText()).matches("[A-Za-z0-9_-]{16,64}");
        assertThat(session.get("refresh_token").asText()).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void says_the_same_of_a_wrong_password_and_an_unknown_user() {
        service.database().store("known", "default");

        HttpResponse<String> wrong = service.login("known", "wrong horse");
        HttpResponse<String> unknown = service.login("unknown", "correct horse");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(json(wrong).get("type").asText()).isEqualTo("about:blank");
        assertThat(json(wrong).get("detail").asText()).isEqualTo("Username or password is wrong.");
        assertThat(unknown.statusCode()).isEqualTo(wrong.statusCode());
        assertThat(withoutRequestId(unknown)).isEqualTo(withoutRequestId(wrong));
        assertThat(headers(unknown)).isEqualTo(headers(wrong));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " known", "known ", "kno\nwn", "known' OR '1'='1", "%"})
    void knows_nobody_by_another_name(String username) {
        service.database().store("known", "default");

        assertThat(service.login(username, "correct horse").statusCode()).isEqualTo(401);
    }

    @Test
    void has_no_rules_for_a_password_but_its_length() {
        store("short", new Passwords().hash("a"));
        store("long", new Passwords().hash("x".repeat(1024)));

        assertThat(service.login("short", "a").statusCode()).isEqualTo(200);
        assertThat(service.login("short", "").statusCode()).isEqualTo(401);
        assertThat(service.login("long", "x".repeat(1024)).statusCode()).isEqualTo(200);
        HttpResponse<String> tooLong = service.login("long", "x".repeat(1025));
        assertThat(tooLong.statusCode()).isEqualTo(422);
        assertThat(json(tooLong).at("/errors/0/field").asText()).isEqualTo("password");
    }

    @Test
    void takes_a_password_of_the_sample_and_hashes_it_anew() {
        String saltAndHash = bcrypt("pässwörd").encoded().substring("$2b$".length());
        for (String prefix : List.of("$2a$", "$2b$", "$2y$")) {
            String name = "sample" + prefix.charAt(2);
            store(name, new PasswordHash(prefix + saltAndHash));

            assertThat(service.login(name, "passwörd").statusCode()).isEqualTo(401);
            assertThat(hash(name)).startsWith(prefix);
            assertThat(service.login(name, "pässwörd").statusCode()).isEqualTo(200);
            assertThat(hash(name)).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
            assertThat(service.login(name, "pässwörd").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tells_nobody_who_there_is_by_turning_guesses_away() {
        service.database().store("known", "default");
        for (int i = 0; i < 5; i++) {
            for (String name : List.of("known", "unknown")) {
                assertThat(service.login(name, "guess", "X-Forwarded-For", "192.0.2.1")
                                .statusCode())
                        .isEqualTo(401);
            }
        }

        HttpResponse<String> known = service.login("KNOWN", "correct horse", "X-Forwarded-For", "192.0.2.1");
        HttpResponse<String> unknown = service.login("unknown", "correct horse", "X-Forwarded-For", "192.0.2.1");

        assertThat(known.statusCode()).isEqualTo(429);
        assertThat(json(known).get("detail").asText()).isEqualTo("Too many logins failed. Wait and try again.");
        assertThat(Integer.parseInt(known.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 30);
        assertThat(withoutRequestId(unknown)).isEqualTo(withoutRequestId(known));
        assertThat(service.login("known", "correct horse", "X-Forwarded-For", "192.0.2.2")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void leaves_a_hash_alone_that_is_good_enough() {
        PasswordHash hash = new Passwords().hash("correct horse");
        store("good", hash);

        assertThat(service.login("good", "correct horse").statusCode()).isEqualTo(200);
        assertThat(hash("good")).isEqualTo(hash.encoded());
    }

    @Test
    void a_slip_behind_what_bcrypt_reads_does_not_become_the_password() {
        String password = "0123456789".repeat(8);
        store("long", bcrypt(password));

        assertThat(service.login("long", password.substring(0, 79) + "x").statusCode())
                .isEqualTo(200);
        assertThat(service.login("long", password).statusCode()).isEqualTo(200);
        assertThat(service.login("long", password.substring(0, 71) + "x").statusCode())
                .isEqualTo(401);
    }

    @Test
    void does_not_change_the_account_when_it_hashes_anew() {
        store("same", bcrypt("correct horse"));
        String id = service.database().query("SELECT id FROM users");
        HttpResponse<String> before = service.get("/users/" + id);

        service.login("same", "correct horse");

        HttpResponse<String> after = service.get("/users/" + id);
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(after.headers().firstValue("ETag"))
                .isEqualTo(before.headers().firstValue("ETag"));
    }

    @Test
    void answers_the_gateway_only() {
        for (String path : List.of("/users", "/users/1", "/me")) {
            HttpResponse<String> answer = service.sendUntrusted("GET", path, "request-user-id", "1");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(json(answer).get("type").asText()).isEqualTo("urn:gatehouse:problem:untrusted-caller");
        }
        assertThat(service.sendUntrusted("POST", "/login").statusCode()).isEqualTo(401);
        assertThat(service.sendUntrusted("GET", "/health-check").statusCode()).isEqualTo(404);
    }

    private static PasswordHash bcrypt(String password) {
        return new PasswordHash(
                BcryptFunction.getInstance(Bcrypt.B, 4).hash(password).getResult());
    }

    private static void store(String username, PasswordHash hash) {
        service.database().store(username, "default", hash.encoded());
    }

    private static String hash(String username) {
        return service.database().query("SELECT password_hash FROM users WHERE username = '" + username + "'");
    }

    private static String withoutRequestId(HttpResponse<String> answer) {
        String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(answer.body()).contains(id);
        return answer.body().replace(id, "");
    }

    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.remove("x-request-id");
        headers.remove("date");
        return headers;
    }
}

package io.gatehouse.users.user;

import static io.gatehouse.users.UsersService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.users.UsersService;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is accepted as a user, and what is refused with the name of the field at fault. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
record UserRequestsTest(TestDatabase database) {

    private static final String BLANKS =
            "must not contain control or invisible characters, nor begin or end with a blank";
    private static final String COMMON = "must not be a common password, a repetition or a row such as abcdefgh";
    private static final String EMAIL = "must be an e-mail address of at most 254 characters";

    private static UsersService service;

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        service = UsersService.shared(database);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("username", null, "must not be null"),
                arguments("username", "", "size must be between 1 and 64"),
                arguments("username", "x".repeat(65), "size must be between 1 and 64"),
                arguments("username", "ﷺ".repeat(4), "must have at most 64 characters once normalized (NFKC)"),
                arguments("username", " x", BLANKS),
                arguments("username", "x\u00a0", BLANKS),
                arguments("username", "x\ny", BLANKS),
                arguments("username", "x\u202ey", BLANKS),
                arguments("username", "x\u200by", BLANKS),
                arguments("username", "x\u0000y", BLANKS),
                arguments("username", 5, "must be a string"),
                arguments("password", null, "must not be null"),
                arguments("password", "1234567", "must have between 8 and 128 characters"),
                arguments("password", "😀".repeat(7), "must have between 8 and 128 characters"),
                arguments("password", "x".repeat(129), "must have between 8 and 128 characters"),
                arguments("password", "12345678", COMMON),
                arguments("password", "PassWord1", COMMON),
                arguments("password", "ｐａｓｓｗｏｒｄ", COMMON),
                arguments("password", "abcabcabc", COMMON),
                arguments("password", "zzzzzzzzzz", COMMON),
                arguments("password", "87654321", COMMON),
                arguments("password", "αβγδεζηθ", COMMON),
                arguments("email", "", EMAIL),
                arguments("email", "x", EMAIL),
                arguments("email", "a@b@c.org", EMAIL),
                arguments("email", "a b@example.org", EMAIL),
                arguments("email", "a@" + "x".repeat(60) + ".org" + ".org".repeat(60), EMAIL),
                arguments("email", "a\u0085@example.org", EMAIL),
                arguments("full_name", "x".repeat(201), "size must be between 0 and 200"),
                arguments("full_name", "x\u001by", "must not contain control characters"),
                arguments("user_type", null, "must not be null"),
                arguments("user_type", "ADMIN", "must be one of [admin, default]"),
                arguments("user_type", "root", "must be one of [admin, default]"),
                arguments("user_type", 0, "must be one of [admin, default]"),
                arguments("id", 7, "is not a known field"),
                arguments("protected", true, "is not a known field"),
                arguments("hashed_password", "x", "is not a known field"),
                arguments("fullName", "x", "is not a known field"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String field, Object value, String message) {
        ObjectNode user = user("refused");
        user.putPOJO(field, value);

        HttpResponse<String> answer = service.post("/users", user.toString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(json(answer).at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(json(answer).at("/errors/0/message").asText()).isEqualTo(message);
        assertThat(json(answer).get("errors")).hasSize(1);
        assertThat(answer.body()).doesNotContain("long enough");
    }

    @ParameterizedTest
    @CsvSource({
        "username, '山田 太郎'",
        "username, 'O''Brien-Smith'",
        "username, '😀'",
        "password, '😀🐎🔋📎😀🐎🔋🧷'",
        "password, 'spaces are fine '",
        "email, 'first.last+tag@sub.example.org'",
        "email, 'jörg@exämple.org'",
        "full_name, ''",
        "full_name, 'می‌خواهم'",
        "user_type, 'admin'"
    })
    void accepted(String field, String value) {
        ObjectNode user = user("user" + System.nanoTime());
        user.put(field, value);

        HttpResponse<String> created = service.post("/users", user.toString());

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        if (field.equals("password")) {
            assertThat(service.login(user.get("username").asText(), value).statusCode())
                    .isEqualTo(200);
        } else {
            assertThat(json(created).get(field).asText()).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "{\"password\": \"long enough\"}, password, is not a known field",
        "{\"user_type\": \"boss\"}, user_type, 'must be one of [admin, default]'",
        "{\"username\": \"\"}, username, size must be between 1 and 64",
        "{\"email\": \"x\"}, email, must be an e-mail address of at most 254 characters"
    })
    void refused_in_an_update(String body, String field, String message) {
        HttpResponse<String> answer = service.put("/users/1", body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(json(answer).at("/errors/0/message").asText()).isEqualTo(message);
    }

    private static ObjectNode user(String username) {
        return new ObjectMapper()
                .createObjectNode()
                .put("username", username)
                .put("password", "long enough")
                .put("user_type", "default");
    }
}

package io.gatehouse.users.login;

import static io.gatehouse.users.UsersService.atOnce;
import static io.gatehouse.users.UsersService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.users.UsersService;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
record PasswordChangeTest(TestDatabase database) {

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
    void takes_the_old_password_for_a_new_one_and_ends_all_sessions() {
        long id = service.database().store("ada", "default");
        JsonNode one = json(service.login("ada", "correct horse"));
        JsonNode other = json(service.login("ada", "correct horse"));

        HttpResponse<String> answer = change(id, "correct horse", "battery staple");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        for (JsonNode session : new JsonNode[] {one, other}) {
            assertThat(service.refresh(session.get("refresh_token").asText()).statusCode())
                    .isEqualTo(401);
            assertThat(service.revoked()).contains(session.get("session_id").asText());
        }
        assertThat(service.login("ada", "correct horse").statusCode()).isEqualTo(401);
        assertThat(service.login("ada", "battery staple").statusCode()).isEqualTo(200);
    }

    @Test
    void changes_nothing_for_a_wrong_old_password() {
        long id = service.database().store("ada", "default");
        JsonNode session = json(service.login("ada", "correct horse"));

        HttpResponse<String> answer = change(id, "wrong horse", "battery staple");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).get("detail").asText()).isEqualTo("The old password is wrong.");
        assertThat(service.refresh(session.get("refresh_token").asText()).statusCode())
                .isEqualTo(200);
        assertThat(service.login("ada", "correct horse").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "short, new_password, must have between 8 and 128 characters",
        "password1, new_password, 'must not be a common password, a repetition or a row such as abcdefgh'",
    })
    void refuses_a_new_password_that_would_not_be_taken_for_a_new_user(String wanted, String field, String message) {
        HttpResponse<String> answer = change(1, "correct horse", wanted);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(json(answer).at("/errors/0/message").asText()).isEqualTo(message);
        assertThat(answer.body()).doesNotContain(wanted + "\"", "correct horse");
    }

    @Test
    void is_no_faster_way_to_guess_than_a_login() {
        long id = service.database().store("ada", "default");
        for (int i = 0; i < 3; i++) {
            assertThat(change(id, "guess " + i, "battery staple").statusCode()).isEqualTo(403);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(service.login("ADA", "guess").statusCode()).isEqualTo(401);
        }

        assertThat(change(id, "correct horse", "battery staple").statusCode()).isEqualTo(429);
        assertThat(service.login("ada", "correct horse").statusCode()).isEqualTo(429);
    }

    @Test
    void says_of_one_who_is_gone_that_there_is_no_such_user() {
        assertThat(change(4711, "correct horse", "battery staple").statusCode()).isEqualTo(404);
        assertThat(service.sendAsNobody("PUT", "/me/password", body("correct horse", "battery staple"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void of_two_at_once_one_wins() {
        long id = service.database().store("ada", "default");

        assertThat(atOnce(
                                () -> change(id, "correct horse", "battery staple"),
                                () -> change(id, "correct horse", "another staple"))
                        .stream()
                        .map(HttpResponse::statusCode))
                .containsOnlyOnce(204);
    }

    private static HttpResponse<String> change(long id, String old, String wanted) {
        return service.sendAs(id, "PUT", "/me/password", body(old, wanted));
    }

    private static String body(String old, String wanted) {
        return """
                {"old_password": "%s", "new_password": "%s"}""".formatted(old, wanted);
    }
}

package io.gatehouse.users.session;

import static io.gatehouse.users.UsersService.atOnce;
import static io.gatehouse.users.UsersService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.servicekit.testing.Effort;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.users.UsersService;
import io.gatehouse.users.password.Passwords;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** No login or refresh leaves a session that lives on rights which its user has lost at the same instant. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
record SessionRacesTest(TestDatabase database) {

    private static final int ROUNDS = Effort.of(4, 50);

    /** Ample for a password's check, and less than the database waits for a lock. */
    private static final Duration A_WHILE = Duration.ofMillis(500);

    private static UsersService service;

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        service = UsersService.shared(database);
    }

    @BeforeEach
    void empty() {
        service.empty();
        service.database().store("stays", "admin");
    }

    @Test
    void a_demotion() {
        for (int round = 0; round < ROUNDS; round++) {
            long id = service.database().store("boss" + round, "admin");
            String name = "boss" + round;
            String token = token(service.login(name, "correct horse"));

            List<HttpResponse<String>> answers = atOnce(
                    () -> service.put("/users/" + id, "{\"user_type\": \"default\"}"),
                    () -> service.login(name, "correct horse"),
                    () -> service.refresh(token));

            assertThat(answers.get(0).statusCode()).isEqualTo(200);
            assertThat(answers.get(1).statusCode()).isEqualTo(200);
            for (HttpResponse<String> session : answers.subList(1, 3)) {
                if (session.statusCode() == 200
                        && json(session).get("user_type").asText().equals("admin")) {
                    assertEnded(session);
                }
            }
        }
    }

    @Test
    void a_delete() {
        for (int round = 0; round < ROUNDS; round++) {
            String name = "gone" + round;
            long id = service.database().store(name, "default");
            String token = token(service.login(name, "correct horse"));

            List<HttpResponse<String>> answers = atOnce(
                    () -> service.delete("/users/" + id),
                    () -> service.login(name, "correct horse"),
                    () -> service.refresh(token));

            assertThat(answers.get(0).statusCode()).isEqualTo(204);
            for (HttpResponse<String> session : answers.subList(1, 3)) {
                if (session.statusCode() == 200) {
                    assertEnded(session);
                } else {
                    assertThat(session.statusCode()).isEqualTo(401);
                }
            }
        }
    }

    @Test
    void a_change_of_the_password() {
        for (int round = 0; round < ROUNDS; round++) {
            String name = "careful" + round;
            long id = service.database().store(name, "default");
            String token = token(service.login(name, "correct horse"));

            List<HttpResponse<String>> answers = atOnce(
                    () -> service.sendAs(id, "PUT", "/me/password", """
                            {"old_password": "correct horse", "new_password": "battery staple"}"""),
                    () -> service.login(name, "correct horse"),
                    () -> service.refresh(token));

            assertThat(answers.get(0).statusCode()).isEqualTo(204);
            for (HttpResponse<String> session : answers.subList(1, 3)) {
                if (session.statusCode() == 200) {
                    assertEnded(session);
                }
            }
        }
    }

    @Test
    void a_login_waits_for_a_change_that_is_under_way_and_tells_what_became_of_it() {
        long id = service.database().store("held", "admin");

        HttpResponse<String> answer = whileHeld(
                "UPDATE users SET user_type = 'default' WHERE id = " + id,
                () -> service.login("held", "correct horse"));

        assertThat(json(answer).get("user_type").asText()).isEqualTo("default");
    }

    @Test
    void a_refresh_waits_for_a_change_that_is_under_way_and_tells_what_became_of_it() {
        long id = service.database().store("held", "admin");
        String token = token(service.login("held", "correct horse"));

        HttpResponse<String> answer =
                whileHeld("UPDATE users SET user_type = 'default' WHERE id = " + id, () -> service.refresh(token));

        assertThat(json(answer).get("user_type").asText()).isEqualTo("default");
    }

    @Test
    void a_login_checks_again_when_another_password_took_the_place_of_the_one_it_checked() {
        long id = service.database().store("held", "default");
        String other = new Passwords().hash("battery staple").encoded();

        HttpResponse<String> answer = whileHeld(
                "UPDATE users SET password_hash = '" + other + "' WHERE id = " + id,
                () -> service.login("held", "correct horse"));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void a_login_checks_again_when_its_password_was_hashed_anew() {
        long id = service.database().store("held", "default");
        String again = new Passwords().hash("correct horse").encoded();

        HttpResponse<String> answer = whileHeld(
                "UPDATE users SET password_hash = '" + again + "' WHERE id = " + id,
                () -> service.login("held", "correct horse"));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    /** Makes a call while a change is done and not yet committed. */
    private static HttpResponse<String> whileHeld(String change, UsersService.Call call) {
        try (Handle held = service.jdbi().open()) {
            held.begin();
            held.execute(change);
            var answer = CompletableFuture.supplyAsync(call::send);
            await().pollDelay(A_WHILE).until(() -> true);
            assertThat(answer).isNotDone();
            held.commit();
            return answer.join();
        }
    }

    private static void assertEnded(HttpResponse<String> session) {
        JsonNode answer = json(session);
        assertThat(service.refresh(answer.get("refresh_token").asText()).statusCode())
                .isEqualTo(401);
        assertThat(service.revoked()).contains(answer.get("session_id").asText());
    }

    private static String token(HttpResponse<String> session) {
        return json(session).get("refresh_token").asText();
    }
}

package io.gatehouse.users.user;

import static io.gatehouse.users.UsersService.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.users.UsersService;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
record UserConflictsTest(TestDatabase database) {

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
    void does_not_take_a_name_or_an_address_twice_however_it_is_written() {
        service.post("/users", """
                {"username": "Straße", "password": "long enough", "email": "One@Example.org", "user_type": "default"}""");
        long other = service.database().store("other", "default");

        for (String name : List.of("Straße", "STRAßE", "straße", "Ｓtraße")) {
            assertConflict(
                    "There is already another user with this username.",
                    service.post("/users", """
                            {"username": "%s", "password": "long enough", "user_type": "default"}""".formatted(name)),
                    service.put("/users/" + other, "{\"username\": \"" + name + "\"}"));
        }
        assertConflict(
                "There is already another user with this email.",
                service.post("/users", """
                        {"username": "users_username_unique", "password": "long enough", "email": "ONE@example.org",
                         "user_type": "default"}"""),
                service.put("/users/" + other, "{\"email\": \"one@example.org\"}"));
        assertThat(service.put("/users/" + other, "{\"username\": \"OTHER\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void says_what_collides_even_when_names_look_like_constraints() {
        service.post("/users", """
                {"username": "users_email_unique", "password": "long enough", "email": "users_username_unique@example.org",
                 "user_type": "default"}""");

        assertConflict("There is already another user with this username.", service.post("/users", """
                        {"username": "users_email_unique", "password": "long enough", "user_type": "default"}"""));
        assertConflict("There is already another user with this email.", service.post("/users", """
                        {"username": "x", "password": "long enough", "email": "users_username_unique@example.org",
                         "user_type": "default"}"""));
    }

    @Test
    void keeps_protected_users() {
        long id = service.database().store("protected", "default");
        service.database().execute("UPDATE users SET protected = TRUE WHERE id = " + id);

        HttpResponse<String> kept = service.delete("/users/" + id);
        assertThat(kept.statusCode()).isEqualTo(403);
        assertThat(json(kept).get("detail").asText()).isEqualTo("You are not allowed to delete protected users.");
        assertThat(service.put("/users/" + id, "{\"full_name\": \"P\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void keeps_the_last_admin() {
        long first = service.database().store("first", "admin");
        long second = service.database().store("second", "admin");
        assertThat(service.put("/users/" + first, "{\"user_type\": \"default\"}")
                        .statusCode())
                .isEqualTo(200);

        assertConflict(
                "The last admin can be neither deleted nor demoted.",
                service.put("/users/" + second, "{\"user_type\": \"default\"}"),
                service.delete("/users/" + second));
        assertThat(service.put("/users/" + second, "{\"user_type\": \"admin\", \"full_name\": \"Last\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(service.delete("/users/" + first).statusCode()).isEqualTo(204);
    }

    private static void assertConflict(String detail, HttpResponse<?>... answers) {
        for (HttpResponse<?> answer : answers) {
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(String.valueOf(answer.body())).contains("\"detail\":\"" + detail + "\"");
        }
    }
}

package io.gatehouse.users.user;

import static io.gatehouse.users.UsersService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.users.UsersService;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
record UserResourceTest(TestDatabase database) {

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
    void creates_a_user_and_tells_where_it_is() {
        HttpResponse<String> created = service.post("/users", """
                {"username": "Åsa", "password": "long enough", "email": "asa@example.org", "full_name": "Åsa Ö",
                 "user_type": "default"}""");

        assertThat(created.statusCode()).isEqualTo(201);
        JsonNode user = json(created);
        assertThat(user.fieldNames())
                .toIterable()
                .containsExactly(
                        "id", "username", "email", "full_name", "user_type", "created_by", "created_at", "updated_at");
        assertThat(created.headers().firstValue("Location")).hasValue("/users/" + user.get("id"));
        assertThat(created.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(user.get("username").asText()).isEqualTo("Åsa");
        assertThat(user.get("full_name").asText()).isEqualTo("Åsa Ö");
        assertThat(user.get("created_by").asLong()).isEqualTo(UsersService.CALLER);
        assertThat(Instant.parse(user.get("created_at").asText()))
                .isEqualTo(Instant.parse(user.get("updated_at").asText()))
                .isBetween(
                        service.clock().instant().minusSeconds(60),
                        service.clock().instant());
        assertThat(service.get("/users/" + user.get("id")).body()).isEqualTo(created.body());
    }

    @Test
    void shows_what_is_absent_as_null() {
        JsonNode user = json(service.get("/users/" + service.database().store("plain", "default")));

        assertThat(user.get("email").isNull()).isTrue();
        assertThat(user.get("full_name").isNull()).isTrue();
    }

    @Test
    void lists_users_page_by_page() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(service.database().store("user" + i, "default"));
        }

        HttpResponse<String> first = service.get("/users?limit=2");
        assertThat(json(first).findValuesAsText("username")).containsExactly("user0", "user1");
        assertThat(first.headers().allValues("Link"))
                .containsExactly("</users?after=%d&limit=2>; rel=\"next\"".formatted(ids.get(1)));

        HttpResponse<String> middle = service.get("/users?limit=2&after=" + ids.get(1));
        assertThat(json(middle).findValuesAsText("username")).containsExactly("user2", "user3");
        assertThat(middle.headers().firstValue("Link")).isPresent();

        HttpResponse<String> last = service.get("/users?limit=1&after=" + ids.get(3));
        assertThat(json(last).findValuesAsText("username")).containsExactly("user4");
        assertThat(last.headers().firstValue("Link")).isEmpty();

        assertThat(service.get("/users?after=" + ids.get(4)).body()).isEqualTo("[]");
        assertThat(json(service.get("/users"))).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=201, limit",
        "limit=-1, limit",
        "limit=, limit",
        "limit=1e1, limit",
        "after=-1, after",
        "after=x, after",
        "after=9223372036854775808, after"
    })
    void refuses_a_page_that_cannot_be(String query, String field) {
        HttpResponse<String> refused = service.get("/users?" + query);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/errors/0/field").asText()).isEqualTo(field);
    }

    @Test
    void changes_only_what_it_is_told() {
        long id = json(service.post("/users", """
                        {"username": "before", "password": "long enough", "email": "b@example.org", "full_name": "B",
                         "user_type": "default"}""")).get("id").asLong();

        HttpResponse<String> changed = service.put("/users/" + id, "{\"username\": \"after\", \"full_name\": null}");

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).hasValue("\"2\"");
        JsonNode user = json(changed);
        assertThat(user.get("username").asText()).isEqualTo("after");
        assertThat(user.get("email").asText()).isEqualTo("b@example.org");
        assertThat(user.get("full_name").asText()).isEqualTo("B");
        assertThat(user.get("user_type").asText()).isEqualTo("default");
        assertThat(service.get("/users/" + id).body()).isEqualTo(changed.body());
        assertThat(service.login("after", "long enough").statusCode()).isEqualTo(200);
        assertThat(service.login("before", "long enough").statusCode()).isEqualTo(401);
    }

    @Test
    void an_update_without_changes_is_fine() {
        long id = service.database().store("same", "default");

        assertThat(service.put("/users/" + id, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void deletes_a_user() {
        String path = "/users/" + service.database().store("gone", "default");

        HttpResponse<String> deleted = service.delete(path);
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(service.get(path).statusCode()).isEqualTo(404);
        assertThat(service.delete(path).statusCode()).isEqualTo(404);
        assertThat(service.login("gone", "correct horse").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "007", "abc", "1.0", "9223372036854775808", "9223372036854775807", "%2b1", "%20", "１"
            })
    void says_of_what_is_nobodys_id_that_there_is_no_such_user(String id) {
        for (HttpResponse<String> answer : List.of(
                service.get("/users/" + encoded(id)),
                service.put("/users/" + encoded(id), "{}"),
                service.delete("/users/" + encoded(id)))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(json(answer).get("detail").asText()).isEqualTo("User not found with this id.");
        }
    }

    @Test
    void shows_callers_their_own_account() {
        long id = service.database().store("myself", "default");

        HttpResponse<String> me = service.sendAs(id, "GET", "/me", null);
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.body()).isEqualTo(service.get("/users/" + id).body());
        assertThat(me.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(service.sendAs(id, "GET", "/me", null, "If-None-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(304);

        service.delete("/users/" + id);
        HttpResponse<String> gone = service.sendAs(id, "GET", "/me", null);
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(json(gone).get("detail").asText()).isEqualTo("User not found with this id.");
    }

    @Test
    void draws_the_next_id_when_one_is_taken() {
        long id = service.create("drawn", "default");
        service.database().execute("UPDATE users SET id = id + 1");

        assertThat(service.create("next", "default")).isEqualTo(id + 2);
    }

    private static String encoded(String id) {
        return id.startsWith("%") ? id : URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}

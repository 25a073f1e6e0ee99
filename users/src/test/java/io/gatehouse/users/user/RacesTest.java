package io.gatehouse.users.user;

import static io.gatehouse.users.UsersService.atOnce;
import static io.gatehouse.users.UsersService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.servicekit.testing.Effort;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.users.UsersService;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds when several ask for it at the same instant, through HTTP. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
record RacesTest(TestDatabase database) {

    private static final int ROUNDS = Effort.of(10, 50);

    private static UsersService service;

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        service = UsersService.shared(database);
    }

    @Test
    void one_name_goes_to_one_of_those_who_want_it() {
        for (int round = 0; round < ROUNDS; round++) {
            String name = "name" + round;
            assertOneCreated(
                    "There is already another user with this username.",
                    creation(name, name + "@a.example"),
                    creation(name.toUpperCase(Locale.ROOT), name + "@b.example"));
        }
    }

    @Test
    void one_address_goes_to_one_of_those_who_want_it() {
        for (int round = 0; round < ROUNDS; round++) {
            String address = "address" + round + "@example.org";
            assertOneCreated(
                    "There is already another user with this email.",
                    creation("a" + round, address),
                    creation("b" + round, address.toUpperCase(Locale.ROOT)));
        }
    }

    @Test
    void one_name_goes_to_one_of_two_who_change_theirs() {
        long first = service.database().store("changing1", "default");
        long second = service.database().store("changing2", "default");
        for (int round = 0; round < ROUNDS; round++) {
            String change = "{\"username\": \"changed" + round + "\"}";

            assertThat(statuses(atOnce(
                            () -> service.put("/users/" + first, change),
                            () -> service.put("/users/" + second, change))))
                    .containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void one_of_those_who_have_seen_the_same_version_changes_it() {
        String path = "/users/" + service.database().store("versioned", "default");
        for (int round = 0; round < ROUNDS; round++) {
            String seen = service.get(path).headers().firstValue("ETag").orElseThrow();

            assertThat(statuses(atOnce(
                            () -> service.put(path, "{\"full_name\": \"A\"}", "If-Match", seen),
                            () -> service.put(path, "{\"full_name\": \"B\"}", "If-Match", seen),
                            () -> service.put(path, "{\"full_name\": \"C\"}", "If-Match", seen))))
                    .containsExactlyInAnyOrder(200, 412, 412);
        }
    }

    @Test
    void those_who_change_different_fields_undo_nothing_of_each_other() {
        String path = "/users/" + service.database().store("merged", "default");
        for (int round = 0; round < ROUNDS; round++) {
            String name = "merged" + round;
            assertThat(statuses(atOnce(
                            () -> service.put(path, "{\"full_name\": \"" + name + "\"}"),
                            () -> service.put(path, "{\"username\": \"" + name + "\"}"))))
                    .containsExactly(200, 200);

            JsonNode user = json(service.get(path));
            assertThat(user.get("full_name").asText()).isEqualTo(name);
            assertThat(user.get("username").asText()).isEqualTo(name);
        }
    }

    /** The form of a round is told by its number: both delete, both demote, one does this and the other that. */
    @Test
    void of_two_admins_who_remove_each_other_one_remains() {
        long first = service.database().store("admin", "admin");
        for (int round = 0; round < ROUNDS; round++) {
            long one = first;
            long other = service.database().store("admin" + round, "admin");
            boolean oneDeletes = round % 3 != 1;
            boolean otherDeletes = round % 3 == 0;

            List<Integer> statuses =
                    statuses(atOnce(() -> remove(one, other, oneDeletes), () -> remove(other, one, otherDeletes)));

            assertThat(statuses).containsOnlyOnce(409);
            assertThat(statuses).containsAnyOf(200, 204);
            List<Long> admins = admins();
            assertThat(admins).hasSize(1);
            first = admins.get(0);
        }
    }

    private static HttpResponse<String> remove(long caller, long target, boolean delete) {
        return delete
                ? service.sendAs(caller, "DELETE", "/users/" + target, null)
                : service.sendAs(caller, "PUT", "/users/" + target, "{\"user_type\": \"default\"}");
    }

    private static List<Long> admins() {
        return StreamSupport.stream(json(service.get("/users?limit=200")).spliterator(), false)
                .filter(user -> user.get("user_type").asText().equals("admin"))
                .map(user -> user.get("id").asLong())
                .toList();
    }

    private static void assertOneCreated(String detail, UsersService.Call... creations) {
        List<HttpResponse<String>> answers = atOnce(creations);
        assertThat(statuses(answers)).containsExactlyInAnyOrder(201, 409);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 409).allSatisfy(answer -> assertThat(
                        json(answer).get("detail").asText())
                .isEqualTo(detail));
    }

    private static UsersService.Call creation(String username, String email) {
        return () -> service.post("/users", """
                {"username": "%s", "email": "%s", "password": "correct horse", "user_type": "default"}""".formatted(username, email));
    }

    private static List<Integer> statuses(List<HttpResponse<String>> answers) {
        return answers.stream().map(HttpResponse::statusCode).toList();
    }
}

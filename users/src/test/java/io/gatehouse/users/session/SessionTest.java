package io.gatehouse.users.session;

import static io.gatehouse.users.UsersService.json;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.servicekit.testing.Effort;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.users.UsersService;
import io.gatehouse.users.revocation.Revocations;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a login through refreshes to the end. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
record SessionTest(TestDatabase database) {

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
    void a_refresh_token_is_good_for_the_next_one() {
        JsonNode first = logIn("jo");

        HttpResponse<String> answer = service.refresh(token(first));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode second = json(answer);
        assertThat(second.fieldNames()).toIterable().containsExactly("id", "user_type", "session_id", "refresh_token");
        assertThat(second.get("id")).isEqualTo(first.get("id"));
        assertThat(second.get("user_type").asText()).isEqualTo("default");
        assertThat(second.get("session_id")).isEqualTo(first.get("session_id"));
        assertThat(token(second)).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(token(first));
        assertThat(service.refresh(token(second)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_spent_token_that_comes_again_ends_the_session_for_both_who_hold_it() {
        JsonNode first = logIn("jo");
        JsonNode second = json(service.refresh(token(first)));
        JsonNode third = json(service.refresh(token(second)));

        assertRefused(service.refresh(token(first)));

        assertRefused(service.refresh(token(third)));
        assertThat(service.revoked()).contains(id(first));
    }

    @Test
    void of_fifty_refreshes_at_once_one_gets_a_pair_which_the_others_end() {
        for (int round = 0; round < Effort.of(2, 20); round++) {
            JsonNode session = logIn("jo" + round);
            String token = token(session);

            List<HttpResponse<String>> answers =
                    UsersService.atOnce(Collections.nCopies(50, (UsersService.Call) () -> service.refresh(token))
                            .toArray(UsersService.Call[]::new));

            Map<Integer, Integer> counts =
                    answers.stream().collect(groupingBy(HttpResponse::statusCode)).entrySet().stream()
                            .collect(toMap(
                                    Map.Entry::getKey, entry -> entry.getValue().size()));
            assertThat(counts).isEqualTo(Map.of(200, 1, 401, 49));
            HttpResponse<String> pair = answers.stream()
                    .filter(answer -> answer.statusCode() == 200)
                    .findFirst()
                    .orElseThrow();
            assertRefused(service.refresh(token(json(pair))));
            assertThat(service.revoked()).containsOnlyOnce(id(session));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' OR '1'='1", "\uD83D\uDE00"})
    void refuses_what_is_no_token_and_ends_nothing(String token) {
        JsonNode session = logIn("jo");

        assertRefused(service.refresh(token));
        assertThat(service.logout(token).statusCode()).isEqualTo(204);

        assertThat(service.refresh(token(session)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"refresh_token\": null}",
                "{\"refresh_token\": 5}",
                "{\"refresh_token\": \"x\", \"y\": 1}"
            })
    void says_what_is_wrong_with_a_request(String body) {
        assertThat(service.sendAsNobody("POST", "/token/refresh", body).statusCode())
                .isEqualTo(422);
        assertThat(service.sendAsNobody("POST", "/logout", body).statusCode()).isEqualTo(422);
    }

    @Test
    void a_logout_ends_the_session_and_no_other() {
        JsonNode one = logIn("jo");
        JsonNode other = json(service.login("jo", "correct horse"));

        assertThat(service.logout(token(one)).statusCode()).isEqualTo(204);
        assertThat(service.logout(token(one)).statusCode()).isEqualTo(204);

        assertRefused(service.refresh(token(one)));
        assertThat(service.refresh(token(other)).statusCode()).isEqualTo(200);
        assertThat(service.revoked()).containsOnlyOnce(id(one)).doesNotContain(id(other));
    }

    @Test
    void a_spent_token_is_good_for_a_logout() {
        JsonNode first = logIn("jo");
        JsonNode second = json(service.refresh(token(first)));

        assertThat(service.logout(token(first)).statusCode()).isEqualTo(204);

        assertRefused(service.refresh(token(second)));
    }

    @Test
    void ends_when_it_has_been_idle_too_long() {
        JsonNode session = logIn("jo");
        service.clock().advance(Duration.ofDays(7).minusMinutes(1));
        String next = token(json(service.refresh(token(session))));
        service.clock().advance(Duration.ofDays(7).minusMinutes(1));
        String last = token(json(service.refresh(next)));

        service.clock().advance(Duration.ofDays(7).plusMillis(1));

        assertRefused(service.refresh(last));
    }

    @Test
    void ends_when_it_is_too_old_however_often_it_was_refreshed() {
        String token = token(logIn("jo"));
        for (int days = 0; days < 30; days += 6) {
            token = token(json(service.refresh(token)));
            service.clock().advance(Duration.ofDays(6));
        }
        service.clock().advance(Duration.ofMillis(1));

        assertRefused(service.refresh(token));
    }

    @Test
    void is_deleted_once_no_access_token_of_it_can_be_good() {
        logIn("jo");
        var settings = new SessionSettings(days(30), days(7), 1);
        var revocations = new Revocations(service.jdbi(), service.clock(), Duration.ofDays(1));
        var sessions = new Sessions(service.jdbi(), service.clock(), settings, revocations);
        service.clock().advance(Duration.ofDays(8).minusMinutes(1));
        assertThat(sessions.sweep(1000)).isZero();

        service.clock().advance(Duration.ofMinutes(1));
        assertThat(sessions.sweep(1000)).isEqualTo(1);
    }

    @Test
    void one_too_many_ends_the_oldest() {
        JsonNode first = logIn("jo");
        JsonNode second = json(service.login("jo", "correct horse"));
        service.login("jo", "correct horse");
        JsonNode fourth = json(service.login("jo", "correct horse"));

        assertRefused(service.refresh(token(first)));
        assertThat(service.revoked()).contains(id(first)).doesNotContain(id(second));
        assertThat(service.refresh(token(second)).statusCode()).isEqualTo(200);
        assertThat(service.refresh(token(fourth)).statusCode()).isEqualTo(200);
    }

    @Test
    void tells_the_type_of_the_user_as_it_is_and_ends_when_it_changes() {
        JsonNode before = logIn("jo");
        service.put("/users/" + before.get("id"), "{\"full_name\": \"Jo\", \"user_type\": \"default\"}");
        String kept = token(json(service.refresh(token(before))));

        service.put("/users/" + before.get("id"), "{\"user_type\": \"admin\"}");

        assertRefused(service.refresh(kept));
        assertThat(service.revoked()).contains(id(before));
        JsonNode after = json(service.login("jo", "correct horse"));
        assertThat(after.get("user_type").asText()).isEqualTo("admin");
    }

    @Test
    void all_of_a_user_end_when_the_user_is_deleted() {
        JsonNode one = logIn("jo");
        JsonNode other = json(service.login("jo", "correct horse"));

        assertThat(service.delete("/users/" + one.get("id")).statusCode()).isEqualTo(204);

        assertRefused(service.refresh(token(one)));
        assertRefused(service.refresh(token(other)));
        assertThat(service.revoked()).contains(id(one), id(other));
    }

    @Test
    void none_ends_when_a_change_is_refused() {
        JsonNode session = json(logIn("jo", "admin"));

        assertThat(service.put("/users/" + session.get("id"), "{\"user_type\": \"default\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(service.delete("/users/" + session.get("id")).statusCode()).isEqualTo(409);

        assertThat(service.refresh(token(session)).statusCode()).isEqualTo(200);
    }

    @Test
    void is_found_in_the_database_without_its_token() {
        String token = token(logIn("jo"));

        String row =
                service.database().query("SELECT id || ' ' || selector_hash || ' ' || verifier_hash FROM sessions");

        assertThat(row).doesNotContain(token, token.substring(0, 21), token.substring(21));
    }

    private static JsonNode logIn(String username) {
        return json(logIn(username, "default"));
    }

    private static HttpResponse<String> logIn(String username, String userType) {
        service.database().store(username, userType);
        return service.login(username, "correct horse");
    }

    private static io.dropwizard.util.Duration days(long days) {
        return io.dropwizard.util.Duration.days(days);
    }

    private static String token(JsonNode session) {
        return session.get("refresh_token").asText();
    }

    private static String id(JsonNode session) {
        return session.get("session_id").asText();
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).get("detail").asText()).isEqualTo("Refresh token is invalid or expired.");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
    }
}

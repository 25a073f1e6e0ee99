package io.gatehouse.contracts.system;

import static io.gatehouse.contracts.system.GatehouseSystem.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.servicekit.testing.Effort;
import io.gatehouse.servicekit.testing.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the system promises its users, over the three real applications. */
class TourTest {

    private static GatehouseSystem system;
    private static String admin;
    private static String subscriber;

    @BeforeAll
    static void start() {
        system = new GatehouseSystem(TestDatabase.H2);
        admin = system.login("admin", "a");
        subscriber = system.login("default", "b");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void an_admin_creates_reads_updates_lists_and_deletes_a_user() {
        var created = system.call("POST", "/api/v1/users", admin, user("ada", "ada@example.org"));
        assertThat(created.statusCode()).isEqualTo(201);
        String location = created.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith("/api/v1/users/");
        assertThat(json(created).get("created_by").asLong()).isEqualTo(1);

        var read = system.call("GET", location, admin, null);
        assertThat(json(read)).isEqualTo(json(created));
        String etag = read.headers().firstValue("ETag").orElseThrow();

        var updated = system.call("PUT", location, admin, Map.of("full_name", "Ada L."), "If-Match", etag);
        assertThat(updated.statusCode()).isEqualTo(200);
        assertThat(json(updated).get("full_name").textValue()).isEqualTo("Ada L.");
        assertThat(json(updated).get("username").textValue()).isEqualTo("ada");
        var late = system.call("PUT", location, admin, Map.of("full_name", "Lost"), "If-Match", etag);
        assertThat(late.statusCode()).isEqualTo(412);

        assertThat(json(system.call("GET", "/api/v1/users", admin, null)))
                .extracting(user -> user.get("username").textValue())
                .contains("admin", "default", "ada");

        assertThat(system.call("DELETE", location, admin, null).statusCode()).isEqualTo(204);
        var gone = system.call("GET", location, admin, null);
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(json(gone).get("detail").textValue()).isEqualTo("User not found with this id.");
    }

    @Test
    void users_are_listed_in_pages() {
        var first = system.call("GET", "/api/v1/users?limit=1", admin, null);

        assertThat(json(first)).hasSize(1);
        String link = first.headers().firstValue("Link").orElseThrow();
        String next = link.substring(link.indexOf('<') + 1, link.indexOf('>'));
        assertThat(next).startsWith("/api/v1/users?");
        assertThat(json(system.call("GET", next, admin, null)).get(0).get("id").asLong())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void a_protected_user_is_not_deleted(long id) {
        var answer = system.call("DELETE", "/api/v1/users/" + id, admin, null);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).get("detail").textValue()).isEqualTo("You are not allowed to delete protected users.");
    }

    @ParameterizedTest
    @CsvSource({
        "twin, other@example.org, There is already another user with this username.",
        "other, twin@example.org, There is already another user with this email."
    })
    void names_and_addresses_are_unique(String username, String email, String detail) {
        var first = system.call("POST", "/api/v1/users", admin, user("twin", "twin@example.org"));

        var second = system.call("POST", "/api/v1/users", admin, user(username, email));

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(json(second).get("detail").textValue()).isEqualTo(detail);
        if (first.statusCode() == 201) {
            system.call("DELETE", first.headers().firstValue("Location").orElseThrow(), admin, null);
        }
    }

    @Test
    void of_two_like_users_at_the_same_instant_exactly_one_is_made() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < Effort.of(10, 50); round++) {
                boolean sameName = round % 2 == 0;
                Object left = user("pair" + round, "left" + round + "@example.org");
                Object right = sameName
                        ? user("pair" + round, "right" + round + "@example.org")
                        : user("rival" + round, "left" + round + "@example.org");
                List<Callable<HttpResponse<String>>> calls = List.of(
                        () -> system.call("POST", "/api/v1/users", admin, left),
                        () -> system.call("POST", "/api/v1/users", admin, right));

                List<Integer> statuses = new java.util.ArrayList<>();
                for (Future<HttpResponse<String>> answer : two.invokeAll(calls)) {
                    statuses.add(answer.get().statusCode());
                }

                assertThat(statuses).as("round " + round).containsExactlyInAnyOrder(201, 409);
            }
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    void a_subscriber_sees_the_own_account_and_no_other() {
        assertThat(json(system.call("GET", "/api/v1/me", subscriber, null))
                        .get("username")
                        .textValue())
                .isEqualTo("default");
        for (String method : List.of("GET", "POST")) {
            var answer = system.call(method, "/api/v1/users", subscriber, null);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(json(answer).get("detail").textValue()).isEqualTo("You are not allowed to access this scope.");
        }
    }

    @Test
    void a_missing_an_expired_and_a_corrupted_token_are_told_apart() {
        String expired = system.tokenOfAnHourAgo(2, "default");

        assertRefused(system.call("GET", "/api/v1/orders", null, null), "Auth token is missing in headers.");
        assertRefused(system.call("GET", "/api/v1/orders", expired, null), "Auth token is expired.");
        assertRefused(system.call("GET", "/api/v1/orders", subscriber + "x", null), "Auth token is corrupted.");
    }

    private static void assertRefused(HttpResponse<String> answer, String detail) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).get("detail").textValue()).isEqualTo(detail);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void orders_are_their_makers_alone() {
        var created = system.call("POST", "/api/orders", subscriber, Map.of("address", "Here 1", "item", "tea"));
        assertThat(created.statusCode()).isEqualTo(201);
        String location = created.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith("/api/orders/");

        assertThat(json(system.call("GET", location, subscriber, null))).isEqualTo(json(created));
        assertThat(json(system.call("GET", "/api/orders", subscriber, null))).contains(json(created));
        assertThat(system.call("GET", location, admin, null).statusCode()).isEqualTo(404);
        assertThat(json(system.call("GET", "/api/orders", admin, null))).doesNotContain(json(created));
    }

    @Test
    void an_order_sent_twice_with_one_key_is_made_once() {
        Object order = Map.of("address", "Here 1", "item", "once");
        var first = system.call("POST", "/api/v1/orders", subscriber, order, "Idempotency-Key", "tour-1");
        var again = system.call("POST", "/api/v1/orders", subscriber, order, "Idempotency-Key", "tour-1");
        var other = system.call(
                "POST",
                "/api/v1/orders",
                subscriber,
                Map.of("address", "There", "item", "twice"),
                "Idempotency-Key",
                "tour-1");

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(422);
    }

    @Test
    void a_request_that_the_service_refuses_names_the_field() {
        var answer =
                system.call("POST", "/api/v1/orders", subscriber, Map.of("address", "x", "item", "y", "vip", true));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).get("errors").get(0).get("field").textValue()).isEqualTo("vip");
    }

    @Test
    void a_service_answers_nobody_but_the_gateway() {
        for (var url :
                List.of(system.usersUrl().resolve("/users"), system.ordersUrl().resolve("/orders"))) {
            for (String token : List.of("", "Bearer x", "Bearer " + admin)) {
                var request = HttpRequest.newBuilder(url).header("request-user-id", "1");
                if (!token.isEmpty()) {
                    request.header("Authorization", token);
                }
                var answer = GatehouseSystem.send(request, "GET", null);

                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(json(answer).get("type").textValue()).isEqualTo("urn:gatehouse:problem:untrusted-caller");
            }
        }
    }

    @Test
    void nobody_becomes_another_user_by_a_header() {
        var answer = system.call("GET", "/api/v1/me", subscriber, null, "Request-User-Id", "1", "request_user_id", "1");

        assertThat(json(answer).get("id").asLong()).isEqualTo(2);
    }

    @Test
    void a_wrong_password_and_an_unknown_user_get_the_same_answer() {
        var wrong = login("admin", "wrong");
        var unknown = login("nobody", "wrong");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(withoutRequestId(wrong)).isEqualTo(withoutRequestId(unknown));
        assertThat(wrong.headers().firstValue("WWW-Authenticate"))
                .isPresent()
                .isEqualTo(unknown.headers().firstValue("WWW-Authenticate"));
    }

    @Test
    void no_answer_shows_a_hash() {
        for (String path : List.of("/api/v1/users", "/api/v1/users/1", "/api/v1/me")) {
            assertThat(system.call("GET", path, admin, null).body())
                    .doesNotContainIgnoringCase("password")
                    .doesNotContain("$argon2", "$2b$");
        }
    }

    @Test
    void with_orders_down_users_still_answer() {
        try (var own = new GatehouseSystem(TestDatabase.H2)) {
            String token = own.login("admin", "a");
            own.stopOrders();

            var orders = own.call("GET", "/api/v1/orders", token, null);
            var users = own.call("GET", "/api/v1/users", token, null);

            assertThat(orders.statusCode()).isEqualTo(503);
            assertThat(json(orders).get("detail").textValue()).isEqualTo("Service is unavailable.");
            assertThat(users.statusCode()).isEqualTo(200);
            assertThat(json(own.call("GET", "/openapi.json", null, null))
                            .path("paths")
                            .has("/api/v1/orders"))
                    .isTrue();
        }
    }

    private static HttpResponse<String> login(String username, String password) {
        return system.call("POST", "/api/v1/login", null, Map.of("username", username, "password", password));
    }

    private static String withoutRequestId(HttpResponse<String> answer) {
        String id = json(answer).get("request_id").textValue();
        assertThat(id).isNotEmpty();
        return answer.body().replace(id, "");
    }

    private static Map<String, Object> user(String username, String email) {
        return Map.of(
                "username", username,
                "password", "correct horse",
                "email", email,
                "full_name", "Full Name",
                "user_type", "default");
    }
}

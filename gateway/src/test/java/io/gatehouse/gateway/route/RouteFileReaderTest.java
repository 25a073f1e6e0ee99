package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteFileReaderTest {

    private static final String GOOD = """
            services:
              users: {urls: ["${USERS_URL:-http://localhost:8002}"]}
            base-paths: [/api]
            policies:
              anyone: {}
              admin: {user-types: [admin]}
            defaults:
              policy: admin
              timeouts: {connect: 250ms, response: 2s, total: 5s}
              max-request-body: 64KiB
              max-response-body: 1MiB
            routes:
              GET /users/{id}:
                service: users
                timeouts: {total: 3s}
            """;

    @TempDir
    private Path folder;

    @Test
    void the_shipped_file_opens_the_operations_of_the_public_api() {
        RouteTable table = new RouteFileReader(Map.of()).read(TestGateway.SHIPPED_ROUTES);

        assertThat(table.routes())
                .extracting(Route::operation)
                .containsExactlyInAnyOrder(
                        "POST /login",
                        "POST /token/refresh",
                        "POST /logout",
                        "GET /users",
                        "POST /users",
                        "GET /users/{id}",
                        "PUT /users/{id}",
                        "DELETE /users/{id}",
                        "GET /me",
                        "PUT /me/password",
                        "GET /orders",
                        "POST /orders",
                        "GET /orders/{id}");
        assertThat(table.routes())
                .filteredOn(route -> route.policy().isOpen())
                .extracting(Route::operation)
                .containsExactlyInAnyOrder("POST /login", "POST /token/refresh", "POST /logout");
    }

    @Test
    void a_route_takes_defaults_where_it_says_nothing() throws IOException {
        Route route = read(GOOD, Map.of()).routes().get(0);

        assertThat(route.policy().name()).isEqualTo("admin");
        assertThat(route.timeouts())
                .isEqualTo(new Timeouts(Duration.ofMillis(250), Duration.ofSeconds(2), Duration.ofSeconds(3)));
        assertThat(route.maxRequestBody()).isEqualTo(64 * 1024);
        assertThat(route.service().urls()).containsExactly(URI.create("http://localhost:8002"));
    }

    @Test
    void the_environment_is_put_in() throws IOException {
        assertThat(read(GOOD, Map.of("USERS_URL", "http://users:1"))
                        .routes()
                        .get(0)
                        .service()
                        .urls())
                .containsExactly(URI.create("http://users:1"));
    }

    @Test
    void a_variable_may_name_several_instances() throws IOException {
        assertThat(read(GOOD, Map.of("USERS_URL", "http://a:1, http://b:1"))
                        .routes()
                        .get(0)
                        .service()
                        .urls())
                .containsExactly(URI.create("http://a:1"), URI.create("http://b:1"));
    }

    @Test
    void a_route_says_how_often_how_again_and_where_to() throws IOException {
        Route route = read(
                        GOOD.replace(
                                        "defaults:",
                                        "rate-limits:\n  some: {by: caller, allow: 5 per 1m, burst: 9}\ndefaults:")
                                + """
                                    retry: {attempts: 2, when: [connect-failure, 503]}
                                    rate-limit: some
                                    to: /v2/people/{id}
                                """,
                        Map.of())
                .routes()
                .get(0);

        assertThat(route.rateLimit())
                .isEqualTo(new RateLimit("some", RateLimit.By.CALLER, 5, Duration.ofMinutes(1), 9));
        assertThat(route.retry()).isEqualTo(new Retry(2, Set.of(Retry.Failure.CONNECT_FAILURE), Set.of(503)));
        assertThat(route.upstreamPath()).hasToString("/v2/people/{id}");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(
                        "    service: users",
                        "    servise: users",
                        ":14: unknown key 'servise'. Did you mean 'service'?"),
                arguments(
                        "    service: users",
                        "    service: user",
                        ":14: there is no service 'user'; there are [users]"),
                arguments(
                        "total: 3s}",
                        "total: 3s}\n    policy: root",
                        ":16: there is no policy 'root'; there are [admin,"),
                arguments(
                        "policy: admin", "policy: admni", ":8: there is no policy 'admni'; there are [admin, anyone]"),
                arguments(
                        "total: 3s",
                        "total: 1s",
                        ":15: connect (250 milliseconds) and response (2 seconds) must be at least 1 ms and at most total"),
                arguments(
                        "total: 3s",
                        "total: soon",
                        ":15: 'routes' > 'GET /users/{id}' > 'timeouts' > 'total' must be a time with its unit"),
                arguments("GET /users/{id}:", "FETCH /users/{id}:", ":13: 'FETCH /users/{id}' must be a method of"),
                arguments("GET /users/{id}:", "GET users:", ":13: a path starts with /"),
                arguments(
                        "GET /users/{id}:", "GET /users/x{id}:", ":13: 'x{id}' in /users/x{id} is neither plain text"),
                arguments("base-paths:", "base-path:", ":3: unknown key 'base-path'. Did you mean 'base-paths'?"),
                arguments("{user-types: [admin]}", "", ":6: 'policies' > 'admin' is blank"),
                arguments(
                        "{user-types: [admin]}", "{user-types: }", ":6: 'policies' > 'admin' > 'user-types' is blank"),
                arguments("total: 3s}", "total: 3s}\n    response-fields: []", ":16: no field at all may leave"),
                arguments("base-paths: [/api]", "base-paths: []", ":3: give at least one base path"),
                arguments("base-paths: [/api]", "base-paths:", ":3: 'base-paths' is blank"),
                arguments("anyone: {}", "anyone: &a {user-types: [*a]}", "routes.yml:"),
                arguments("base-paths: [/api]", "", ":1: 'base-paths' is missing"),
                arguments("http://localhost:8002", "localhost", ":2: 'localhost' is not scheme, host and port alone"),
                arguments(
                        "anyone: {}",
                        "anyone: {user-types: []}",
                        ":5: policy of type 'user-type': admits no user type"),
                arguments("body: 64KiB", "body: 5GiB", ":10: 'max-request-body' is above 1 GiB"),
                arguments("total: 3s}", "total: 3s}\n    retry: {attempts: 9, when: [503]}", ":16: 'attempts' counts"),
                arguments("total: 3s}", "total: 3s}\n    retry: {attempts: 2, when: [500]}", ":16: '500' is no reason"),
                arguments(
                        "total: 3s}",
                        "total: 3s}\n    retry: sometimes",
                        ":16: 'routes' > 'GET /users/{id}' > 'retry' must be none, or a mapping"),
                arguments("total: 3s}", "total: 3s}\n    to: /x/{no}", ":16: the route's path has no parameter [{no}]"),
                arguments("total: 3s}", "total: 3s}\n    rate-limit: some", ":16: there is no rate limit 'some'"),
                arguments(
                        "  GET /users/{id}:",
                        "  POST /a: {service: users, retry: {attempts: 2, when: [reset]}}\n  GET /users/{id}:",
                        ":13: POST is not idempotent"),
                arguments("policies:", "rate-limits: {a: {by: moon, allow: 1 per 1s}}\npolicies:", "'moon'"),
                arguments(
                        "policies:",
                        "rate-limits: {a: {by: caller, allow: lots}}\npolicies:",
                        "'lots' is not how many"),
                arguments("policies:", "policies", "could not find expected ':'"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("faults")
    void a_fault_is_told_with_its_line(String good, String bad, String message) {
        String broken = GOOD.replace(good, bad).replace("${USERS_URL:-localhost}", "localhost");

        assertThat(broken).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> read(broken, Map.of()))
                .isInstanceOf(RouteFileException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_repeated_route_is_refused() {
        String repeated = GOOD + "  GET /users/{id}: {service: users}\n";

        assertThatThrownBy(() -> read(repeated, Map.of()))
                .isInstanceOf(RouteFileException.class)
                .hasMessageContaining(":16: found duplicate key GET /users/{id}");
    }

    @Test
    void two_routes_for_one_operation_are_refused() {
        String ambiguous = GOOD + "  GET /users/{name}: {service: users}\n";

        assertThatThrownBy(() -> read(ambiguous, Map.of()))
                .isInstanceOf(RouteFileException.class)
                .hasMessageContaining(":16: 'GET /users/{name}' and 'GET /users/{id}' are the same operation");
    }

    @Test
    void all_faults_are_told_at_once() {
        String broken = GOOD + "  GET /a: {service: nobody}\n  GET /b: {service: users, policy: nobody}\n";

        assertThatThrownBy(() -> read(broken, Map.of()))
                .hasMessageContaining(":16: there is no service 'nobody'")
                .hasMessageContaining(":17: there is no policy 'nobody'");
    }

    @Test
    void a_missing_file_is_told() {
        assertThatThrownBy(() -> new RouteFileReader(Map.of()).read(folder.resolve("none.yml")))
                .isInstanceOf(RouteFileException.class)
                .hasMessageContaining("none.yml:1: the file does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "routes", "services: 1"})
    void what_is_no_route_file_is_told(String content) {
        assertThatThrownBy(() -> read(content, Map.of())).isInstanceOf(RouteFileException.class);
    }

    private RouteTable read(String content, Map<String, String> environment) throws IOException {
        return new RouteFileReader(environment).read(Files.writeString(folder.resolve("routes.yml"), content));
    }
}

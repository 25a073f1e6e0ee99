package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.servicekit.testing.TestTrust;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody but the gateway gets an answer, whatever stands in {@code request-user-id}. */
final class CallerCheckTest {

    private static OrdersService service;

    @BeforeAll
    static void start() throws Exception {
        service = new OrdersService(TestDatabase.H2.freshUrl());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static Stream<Arguments> untrustedCalls() {
        var stranger = new TestTrust();
        return Stream.of(
                untrusted("no token", () -> List.of("request-user-id", "7")),
                untrusted("no token and no user", () -> List.of("X-Nothing", "7")),
                untrusted("a token but no user", () -> List.of("Authorization", ours(7))),
                untrusted("a user in an empty header", () -> with(ours(7), "")),
                untrusted("another user's token", () -> with(ours(8), "7")),
                untrusted("a token for nobody", () -> with(service.gateway.anonymousBearer("orders"), "7")),
                untrusted("nobody at all", () -> List.of("Authorization", service.gateway.anonymousBearer("orders"))),
                untrusted("another service's token", () -> with(service.gateway.bearer("users", 7), "7")),
                untrusted("a stranger's token", () -> with(stranger.bearer("orders", 7), "7")),
                untrusted("an expired token", () -> with(signedAgo(Duration.ofSeconds(71)), "7")),
                untrusted("a token without Bearer", () -> with(ours(7).substring("Bearer ".length()), "7")),
                untrusted("a token after Basic", () -> with(ours(7).replace("Bearer", "Basic"), "7")),
                untrusted("a changed token", () -> with(ours(7) + "A", "7")),
                untrusted("no token after Bearer", () -> with("Bearer ", "7")),
                untrusted(
                        "two users",
                        () -> List.of("Authorization", ours(7), "request-user-id", "7", "request-user-id", "7")),
                untrusted(
                        "two users in two spellings",
                        () -> List.of("Authorization", ours(7), "request-user-id", "7", "Request-User-Id", "8")),
                untrusted("two users in one header", () -> with(ours(7), "7, 7")),
                untrusted("a user in another spelling", () -> with(ours(7), "07")),
                untrusted(
                        "two tokens",
                        () -> List.of("Authorization", ours(7), "Authorization", ours(7), "request-user-id", "7")));
    }

    @ParameterizedTest
    @MethodSource("untrustedCalls")
    void untrustedCallIs401(Supplier<List<String>> headers) {
        String[] given = headers.get().toArray(String[]::new);
        for (HttpRequest.Builder request : List.of(
                service.direct("/orders"),
                service.direct("/orders/1"),
                service.direct("/orders")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(OrdersService.order("a", "b"))))) {
            HttpResponse<String> response = service.send(request.headers(given));

            assertThat(response.statusCode()).as(response.body()).isEqualTo(401);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(OrdersService.json(response).path("type").asText())
                    .isEqualTo("urn:gatehouse:problem:untrusted-caller");
        }
    }

    @Test
    void aCallerWhoseKeyIsTakenOutIsForgottenWithIt() throws Exception {
        try (var other = new OrdersService(TestDatabase.H2.freshUrl())) {
            String bearer = other.gateway.bearer("orders", 7);
            Supplier<Integer> status = () -> other.send(other.direct("/orders")
                            .header("Authorization", bearer)
                            .header("request-user-id", "7"))
                    .statusCode();
            assertThat(status.get()).isEqualTo(200);

            Files.copy(new TestTrust().publicKeys(), other.gateway.publicKeys(), StandardCopyOption.REPLACE_EXISTING);

            // Remembered callers are for 20 s.
            await().atMost(Duration.ofSeconds(8)).until(() -> status.get() == 401);
        }
    }

    @Test
    void theGatewayIsAnswered() {
        assertThat(service.get(7, "/orders").statusCode()).isEqualTo(200);
    }

    @Test
    void nothingElseIsOnThePort() {
        for (String path : List.of("/", "/health-check", "/ready", "/metrics", "/application.wadl", "/orders/1/2")) {
            assertThat(service.send(service.direct(path)).statusCode()).as(path).isEqualTo(404);
        }
    }

    private static Arguments untrusted(String name, Supplier<List<String>> headers) {
        return argumentSet(name, headers);
    }

    private static List<String> with(String authorization, String user) {
        return List.of("Authorization", authorization, "request-user-id", user);
    }

    private static String ours(long user) {
        return service.gateway.bearer("orders", user);
    }

    private static String signedAgo(Duration ago) {
        return service.gateway.bearer("orders", 7, Clock.offset(Clock.systemUTC(), ago.negated()));
    }
}

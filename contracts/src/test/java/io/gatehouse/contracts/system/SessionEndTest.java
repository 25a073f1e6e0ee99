package io.gatehouse.contracts.system;

import static io.gatehouse.contracts.system.GatehouseSystem.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.servicekit.testing.Effort;
import io.gatehouse.servicekit.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How sessions go on and end, at two gateways over a real users service that is asked all the while. */
class SessionEndTest {

    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(20);
    private static final String PASSWORD = "analytical engine";

    private static GatehouseSystem system;
    private static List<URI> gateways;
    private static String admin;
    private static int people;

    @BeforeAll
    static void start() {
        system = new GatehouseSystem(
                TestDatabase.H2, routes -> routes.replaceAll("(?m)^ +rate-limit: .*\n", ""), GatehouseSystem.QUIET);
        gateways = List.of(system.gatewayUrl(), system.addGateway());
        admin = system.login("admin", "a");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    enum End {
        DELETION {
            @Override
            HttpResponse<String> of(String user, JsonNode tokens) {
                return system.call("DELETE", user, admin, null);
            }
        },
        DEMOTION {
            @Override
            HttpResponse<String> of(String user, JsonNode tokens) {
                return system.call("PUT", user, admin, Map.of("user_type", "default"));
            }
        },
        PASSWORD_CHANGE {
            @Override
            HttpResponse<String> of(String user, JsonNode tokens) {
                return system.call(
                        "PUT",
                        "/api/v1/me/password",
                        text(tokens, "access_token"),
                        Map.of("old_password", PASSWORD, "new_password", "difference engine"));
            }
        },
        LOGOUT {
            @Override
            HttpResponse<String> of(String user, JsonNode tokens) {
                return system.call(
                        "POST", "/api/v1/logout", null, Map.of("refresh_token", text(tokens, "refresh_token")));
            }
        };

        abstract HttpResponse<String> of(String user, JsonNode tokens);
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void access_ends_at_both_gateways_within_five_seconds_and_others_notice_nothing(End end) throws Exception {
        for (int round = 0; round < Effort.of(1, 10); round++) {
            String name = "leaver" + people++;
            String user = create(name);
            JsonNode tokens = login(name);
            var bystander = text(login("admin", "a"), "access_token");
            var leaver = new Asker(text(tokens, "access_token"));
            var other = new Asker(bystander);

            long ended = System.nanoTime();
            assertThat(end.of(user, tokens).statusCode()).isIn(200, 204);
            List<Duration> took = leaver.untilRefused(() -> ended);

            assertThat(took).allSatisfy(each -> assertThat(each).isLessThan(BOUND));
            assertThat(other.statuses()).containsOnly(200);
            System.out.printf("TRIAL %s: refused after %s at two gateways%n", end, took);
        }
    }

    @Test
    void a_refreshed_session_goes_on_with_a_new_token_and_a_spent_one_ends_it_for_both_holders() {
        create("shared");
        JsonNode first = login("shared");
        JsonNode second = json(refresh(first));

        assertThat(ask(gateways.get(1), text(second, "access_token"))).isEqualTo(200);

        // Somebody else has the first refresh token too.
        assertThat(refresh(first).statusCode()).isEqualTo(401);
        assertThat(refresh(second).statusCode()).isEqualTo(401);
        long ended = System.nanoTime();
        assertThat(new Asker(text(second, "access_token")).untilRefused(() -> ended))
                .allSatisfy(each -> assertThat(each).isLessThan(BOUND));
    }

    private static String create(String name) {
        var created = system.call(
                "POST",
                "/api/v1/users",
                admin,
                Map.of(
                        "username",
                        name,
                        "password",
                        PASSWORD,
                        "email",
                        name + "@example.org",
                        "full_name",
                        name,
                        "user_type",
                        "admin"));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return created.headers().firstValue("Location").orElseThrow();
    }

    private static JsonNode login(String name) {
        return login(name, PASSWORD);
    }

    private static JsonNode login(String name, String password) {
        return json(system.call("POST", "/api/v1/login", null, Map.of("username", name, "password", password)));
    }

    private static HttpResponse<String> refresh(JsonNode tokens) {
        return system.call(
                "POST", "/api/v1/token/refresh", null, Map.of("refresh_token", text(tokens, "refresh_token")));
    }

    private static int ask(URI gateway, String token) {
        var request =
                HttpRequest.newBuilder(gateway.resolve("/api/v1/orders")).header("Authorization", "Bearer " + token);
        return GatehouseSystem.send(request, "GET", null).statusCode();
    }

    private static String text(JsonNode json, String name) {
        return json.get(name).textValue();
    }

    /** Asks both gateways again and again with one token. */
    private static final class Asker {

        private final String token;
        private final List<Integer> statuses = new ArrayList<>();

        Asker(String token) {
            this.token = token;
            gateways.forEach(gateway -> assertThat(ask(gateway, token)).isEqualTo(200));
        }

        /** How long after the end each gateway refused for the first time. */
        List<Duration> untilRefused(LongSupplier end) {
            List<CompletableFuture<Duration>> first = gateways.stream()
                    .map(gateway -> CompletableFuture.supplyAsync(() -> firstRefusal(gateway, end.getAsLong())))
                    .toList();
            return first.stream()
                    .map(each -> each.orTimeout(30, TimeUnit.SECONDS).join())
                    .toList();
        }

        private Duration firstRefusal(URI gateway, long end) {
            while (true) {
                int status = ask(gateway, token);
                if (status == 401) {
                    return Duration.ofNanos(System.nanoTime() - end);
                }
                assertThat(status).isEqualTo(200);
                try {
                    Thread.sleep(BETWEEN_REQUESTS.toMillis());
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        List<Integer> statuses() {
            gateways.forEach(gateway -> statuses.add(ask(gateway, token)));
            return statuses;
        }
    }
}

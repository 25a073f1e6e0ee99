package io.gatehouse.users.user;

import static io.gatehouse.users.UsersService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.servicekit.startup.StartupException;
import io.gatehouse.servicekit.testing.Effort;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.users.UsersService;
import io.gatehouse.users.password.Passwords;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
record DemoAccountsTest(TestDatabase database) {

    private static final Map<String, String> CONFIGURED = Map.of("demoAccounts", "true");
    private static final int REPLICAS = 2;

    @Test
    void are_there_when_configured_and_stay() {
        String url = database.freshUrl();
        try (var service = UsersService.start(url, CONFIGURED)) {
            JsonNode users = json(service.get("/users"));
            assertThat(users).hasSize(2);
            assertThat(users.at("/0/id").asLong()).isEqualTo(1);
            assertThat(users.at("/0/username").asText()).isEqualTo("admin");
            assertThat(users.at("/0/user_type").asText()).isEqualTo("admin");
            assertThat(users.at("/1/id").asLong()).isEqualTo(2);
            assertThat(users.at("/1/username").asText()).isEqualTo("default");
            assertThat(users.at("/1/user_type").asText()).isEqualTo("default");
            assertThat(users.findValuesAsText("created_by")).containsOnly("1");
            assertThat(service.login("admin", "a").statusCode()).isEqualTo(200);
            assertThat(service.login("default", "b").statusCode()).isEqualTo(200);
            assertThat(service.delete("/users/1").statusCode()).isEqualTo(403);
            assertThat(service.delete("/users/2").statusCode()).isEqualTo(403);
            assertThat(service.create("third", "default")).isGreaterThan(2);
            service.put("/users/2", "{\"full_name\": \"Changed\"}");
        }
        try (var service = UsersService.start(url, CONFIGURED)) {
            assertThat(json(service.get("/users"))).hasSize(3);
            assertThat(service.get("/users/2").body()).contains("Changed");
        }
    }

    @Test
    void are_not_there_when_not_configured_nor_added_to_other_users() {
        String url = database.freshUrl();
        try (var service = UsersService.start(url, Map.of())) {
            assertThat(service.get("/users").body()).isEqualTo("[]");
            assertThat(service.login("admin", "a").statusCode()).isEqualTo(401);

            service.database().store("somebody", "default");
            new DemoAccounts(Jdbi.create(url), new Passwords(), Clock.systemUTC()).seed();
            assertThat(json(service.get("/users"))).hasSize(1);
        }
    }

    @Test
    void keep_a_service_that_is_none_of_the_demonstration_from_starting_until_their_passwords_are_others() {
        String url = database.freshUrl();
        try (var service = UsersService.start(url, CONFIGURED)) {
            assertThat(service.login("admin", "a").statusCode()).isEqualTo(200);
        }
        assertRefused(url, "'admin'");

        try (var service = UsersService.start(url, CONFIGURED)) {
            service.put("/users/1", "{\"username\": \"root\"}");
        }
        assertRefused(url, "'root'");

        try (var service = UsersService.start(url, CONFIGURED)) {
            changePassword(service, 1, "a");
        }
        assertRefused(url, "'default'");

        try (var service = UsersService.start(url, CONFIGURED)) {
            changePassword(service, 2, "b");
        }
        try (var service = UsersService.start(url, Map.of())) {
            assertThat(service.login("root", "analytical engine").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "$2b$12$cut", "$argon2id$cut", "$2b$12$16kNu5IW80k1Tw7xz2H3i,Csz0.oMZ7q5OSGa/OIfOae0WGFe8aI2"
            })
    void one_whose_hash_is_none_is_told_of_too(String hash) {
        String url = database.freshUrl();
        try (var service = UsersService.start(url, CONFIGURED)) {
            service.database().execute("UPDATE users SET password_hash = '" + hash + "' WHERE id = 1");
        }

        assertRefused(url, "'admin' is no hash that can be read");
    }

    private static void assertRefused(String url, String username) {
        assertThatThrownBy(() -> UsersService.start(url, Map.of()))
                .hasRootCauseInstanceOf(StartupException.class)
                .hasStackTraceContaining(username)
                .hasStackTraceContaining("set-password");
    }

    private static void changePassword(UsersService service, long userId, String old) {
        var changed = service.sendAs(userId, "PUT", "/me/password", """
                {"old_password": "%s", "new_password": "analytical engine"}""".formatted(old));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(204);
    }

    @Test
    void are_made_once_by_replicas_that_start_at_once() throws Exception {
        String url = database.freshUrl();
        var passwords = new Passwords();
        var barrier = new CyclicBarrier(REPLICAS);
        var threads = Executors.newFixedThreadPool(REPLICAS);
        try (var service = UsersService.start(url, Map.of())) {
            for (int round = 0; round < Effort.of(3, 50); round++) {
                service.database().execute("DELETE FROM users");
                List<Future<?>> replicas = Stream.<Runnable>generate(() -> () -> {
                            try {
                                barrier.await();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                            new DemoAccounts(Jdbi.create(url), passwords, Clock.systemUTC()).seed();
                        })
                        .limit(REPLICAS)
                        .<Future<?>>map(threads::submit)
                        .toList();
                for (Future<?> replica : replicas) {
                    replica.get();
                }

                assertThat(json(service.get("/users")).findValuesAsText("id")).containsExactly("1", "2");
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

package io.gatehouse.users.command;

import static io.gatehouse.users.UsersService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.password4j.BcryptFunction;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.users.UsersDatabase;
import io.gatehouse.users.UsersService;
import io.gatehouse.users.command.CommandLine.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
final class CommandsTest {

    private static final String HASH =
            BcryptFunction.getInstance(4).hash("correct horse").getResult();

    private static final String SAMPLE_HASH =
            BcryptFunction.getInstance(4).hash("a").getResult();

    private final UsersDatabase database;

    @TempDir
    private Path directory;

    private String config;

    CommandsTest(TestDatabase database) {
        this.database = new UsersDatabase(database.freshUrl());
    }

    @BeforeEach
    void configure() throws Exception {
        config = CommandLine.configuration(directory, database.url());
    }

    @Test
    void make_an_admin_whom_nobody_can_delete() {
        Run made = CommandLine.run(
                "pässword of röot\n",
                "create-admin",
                config,
                "--username",
                "root",
                "--email",
                "root@example.org",
                "--full-name",
                "The Root");
        assertThat(made.succeeded()).as(made.toString()).isTrue();
        assertThat(made.out()).containsExactly("Made the admin root, user 1.");
        assertThat(made.err()).isEmpty();

        assertRefused(
                "create-admin: There is already another user with this username.",
                CommandLine.run("long enough", "create-admin", config, "--username", "ROOT"));
        assertRefused(
                "create-admin: There is already another user with this email.",
                CommandLine.run(
                        "long enough", "create-admin", config, "--username", "other", "--email", "Root@example.org"));

        try (var service = UsersService.start(database.url(), Map.of())) {
            JsonNode root = json(service.get("/users/1"));
            assertThat(root.get("email").asText()).isEqualTo("root@example.org");
            assertThat(root.get("full_name").asText()).isEqualTo("The Root");
            assertThat(root.get("user_type").asText()).isEqualTo("admin");
            assertThat(root.get("created_by").asLong()).isEqualTo(1);
            assertThat(service.login("root", "pässword of röot").statusCode()).isEqualTo(200);
            assertThat(service.delete("/users/1").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void take_over_the_samples_users() throws Exception {
        // The next id is 2 then: behind those of the file, which it must be moved past.
        CommandLine.run("correct horse", "create-admin", config, "--username", "earlier");

        Run imported =
                importUsers(entry(5, "boss", "\"boss@example.org\"", "admin"), entry(3, "worker", "null", "default"));

        assertThat(imported.succeeded()).as(imported.toString()).isTrue();
        assertThat(imported.out()).containsExactly("Imported 2 users.");
        try (var service = UsersService.start(database.url(), Map.of())) {
            JsonNode all = json(service.get("/users"));
            assertThat(all.findValuesAsText("id")).containsExactly("1", "3", "5");
            assertThat(all.at("/2/username").asText()).isEqualTo("boss");
            assertThat(all.at("/2/email").asText()).isEqualTo("boss@example.org");
            assertThat(all.at("/2/full_name").asText()).isEqualTo("Full Name");
            assertThat(all.at("/2/user_type").asText()).isEqualTo("admin");
            assertThat(all.at("/2/created_by").asLong()).isEqualTo(5);
            assertThat(service.login("boss", "correct horse").statusCode()).isEqualTo(200);
            assertThat(service.create("later", "default")).isEqualTo(6);
        }
    }

    @Test
    void set_a_password_that_is_lost_and_end_all_sessions() throws Exception {
        importUsers(entry(9, "admin", "null", "admin").replace(HASH, SAMPLE_HASH));
        assertThatThrownBy(() -> UsersService.start(database.url(), Map.of()))
                .hasStackTraceContaining("set-password users.yml --username admin");
        String session;
        try (var service = UsersService.start(database.url(), Map.of("demoAccounts", "true"))) {
            session = json(service.login("admin", "a")).get("refresh_token").asText();
        }

        Run set = CommandLine.run("analytical engine\n", "set-password", config, "--username", "Admin");

        assertThat(set.succeeded()).as(set.toString()).isTrue();
        assertThat(set.out()).containsExactly("Set the password of Admin; all sessions have ended.");
        assertRefused(
                "set-password: There is no such user, or the account changed meanwhile.",
                CommandLine.run("analytical engine", "set-password", config, "--username", "nobody"));
        assertRefused(
                "set-password: The password must have between 8 and 128 characters.",
                CommandLine.run("short", "set-password", config, "--username", "admin"));
        try (var service = UsersService.start(database.url(), Map.of())) {
            assertThat(service.login("admin", "analytical engine").statusCode()).isEqualTo(200);
            assertThat(service.refresh(session).statusCode()).isEqualTo(401);
            assertThat(service.revoked()).hasSize(1);
        }
    }

    @Test
    void take_over_nobody_when_one_is_there_already() throws Exception {
        importUsers(entry(1, "one", "\"one@example.org\"", "default"));

        assertRefused(
                "import-users: [1].id is already in the database; nothing has been imported",
                importUsers(entry(2, "two", "null", "default"), entry(1, "other", "null", "default")));
        assertRefused(
                "import-users: [1].username is already in the database; nothing has been imported",
                importUsers(entry(2, "two", "null", "default"), entry(3, "ONE", "null", "default")));
        assertRefused(
                "import-users: [1].email is already in the database; nothing has been imported",
                importUsers(entry(2, "two", "null", "default"), entry(3, "other", "\"ONE@example.org\"", "default")));

        assertThat(database.query("SELECT count(*) FROM users")).isEqualTo("1");
    }

    @Test
    void never_move_the_next_id_back() throws Exception {
        importUsers(entry(100, "hundred", "null", "default"));
        long drawn = database.store("drawn", "default");
        database.execute("DELETE FROM users WHERE id = " + drawn);

        importUsers(entry(7, "seven", "null", "default"));

        assertThat(database.store("next", "default")).isGreaterThan(drawn);
    }

    @Test
    void take_over_nobody_from_an_empty_file() throws Exception {
        assertThat(importUsers().out()).containsExactly("Imported 0 users.");
    }

    private Run importUsers(String... entries) throws Exception {
        Path file = Files.writeString(directory.resolve("users.json"), "[" + String.join(",", entries) + "]");
        return CommandLine.run("", "import-users", config, file.toString());
    }

    private static String entry(long id, String username, String email, String userType) {
        return """
                {"id": %d, "username": "%s", "email": %s, "full_name": "Full Name", "user_type": "%s",
                 "hashed_password": "%s", "created_by": 5}""".formatted(id, username, email, userType, HASH);
    }

    private static void assertRefused(String line, Run run) {
        assertThat(run.succeeded()).isFalse();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).containsExactly(line);
    }
}

package io.gatehouse.users.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator is told, in a line each, when a command can't do what it is asked for. */
class RefusedCommandsTest {

    private static final String HASH = "$2b$12$16kNu5IW80k1Tw7xz2H3iOCsz0.oMZ7q5OSGa/OIfOae0WGFe8aI2";

    @TempDir
    private Path directory;

    @Test
    void an_admin_that_breaks_the_rules() {
        assertThat(createAdmin("1234567\n", "--username", " x", "--email", "x", "--full-name", "x\u0007"))
                .containsExactly("create-admin: The email must be an e-mail address of at most 254 characters; "
                        + "full_name must not contain control characters; "
                        + "password must have between 8 and 128 characters; "
                        + "username must not contain control or invisible characters, nor begin or end with a blank.");
    }

    @Test
    void an_admin_without_a_password() {
        assertThat(createAdmin("", "--username", "x"))
                .containsExactly("create-admin: There is no password: set GATEHOUSE_PASSWORD or write it to the"
                        + " standard input.");
    }

    @Test
    void a_configuration_that_is_not_there() {
        assertThat(run("long enough", "create-admin", "nowhere.yml", "--username", "x"))
                .containsExactly("create-admin: File nowhere.yml not found");
    }

    @Test
    void a_configuration_with_errors() throws Exception {
        Path config = Files.writeString(directory.resolve("bad.yml"), "demoAccounts: perhaps");

        assertThat(run("long enough", "create-admin", config.toString(), "--username", "x"))
                .singleElement()
                .asString()
                .startsWith("create-admin: The configuration has errors: ");
    }

    @Test
    void a_database_that_is_down() throws Exception {
        String config =
                CommandLine.configuration(directory, "jdbc:postgresql://127.0.0.1:1/users?password=difference-engine");

        assertThat(run("long enough", "create-admin", config, "--username", "x"))
                .singleElement()
                .asString()
                .startsWith("create-admin: Cannot bring the database up to date. Is it running at "
                        + "jdbc:postgresql://127.0.0.1:1/users and may this user change its schema? ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id | 0 | must be greater than 0",
                "id | null | must not be null",
                "id | \"1\" | has the wrong type",
                "id | 9223372036854775807 | must be less than or equal to 4611686018427387903",
                "username | null | must not be null",
                "username | \"x \" | must not contain control or invisible characters, nor begin or end with a blank",
                "email | \"x\" | must be an e-mail address of at most 254 characters",
                "full_name | 7 | has the wrong type",
                "user_type | \"boss\" | must be admin or default",
                "user_type | null | must not be null",
                "hashed_password | \"a\" | must be a bcrypt hash ($2a$, $2b$ or $2y$, cost 4 to 15)",
                "hashed_password | null | must not be null",
                "created_by | null | must not be null",
                "password | \"a\" | is not a known field",
            })
    void an_entry_with_an_error(String field, String value, String message) throws Exception {
        String bad = entry(2, "second").replaceFirst("\"" + field + "\": ([^,}]*)", "");
        bad = bad.replaceFirst("\\{", "{\"" + field + "\": " + value.replace("$", "\\$") + ", ")
                .replaceAll(", *,", ",")
                .replaceAll(", *}", "}");

        assertThat(importUsers("[" + entry(1, "first") + "," + bad + "]"))
                .containsExactly("import-users: [1]." + field + " " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "$2b$12$16kNu5IW80k1Tw7xz2H3iOCsz0.oMZ7q5OSGa/OIfOae0WGFe8aI",
        "$2b$12$16kNu5IW80k1Tw7xz2H3iOCsz0.oMZ7q5OSGa/OIfOae0WGFe8aI22",
        "$2b$12$16kNu5IW80k1Tw7xz2H3iPCsz0.oMZ7q5OSGa/OIfOae0WGFe8aI2",
        "$2b$12$16kNu5IW80k1Tw7xz2H3iOCsz0.oMZ7q5OSGa/OIfOae0WGFe8aI3",
        "$2x$12$16kNu5IW80k1Tw7xz2H3iOCsz0.oMZ7q5OSGa/OIfOae0WGFe8aI2",
        "$2b$31$16kNu5IW80k1Tw7xz2H3iOCsz0.oMZ7q5OSGa/OIfOae0WGFe8aI2",
        "$2b$12$16kNu5IW80k1Tw7xz2H3iOCsz0.oMZ7q5OSGa/OIfOae0WGFe8a 2"
    })
    void a_hash_that_no_password_would_match(String hash) throws Exception {
        assertThat(importUsers("[" + entry(1, "x").replace(HASH, hash) + "]"))
                .containsExactly(
                        "import-users: [0].hashed_password must be a bcrypt hash ($2a$, $2b$ or $2y$, cost 4 to 15)");
    }

    @Test
    void entries_that_collide() throws Exception {
        String first = entry(1, "One").replace("null", "\"one@example.org\"");
        String second = entry(1, "ONE").replace("null", "\"ONE@example.org\"");

        assertThat(importUsers("[" + first + "," + second + "]"))
                .containsExactly(
                        "import-users: [1].id is the same as [0].id",
                        "import-users: [1].username is the same as [0].username",
                        "import-users: [1].email is the same as [0].email");
    }

    @Test
    void more_errors_than_anyone_reads() throws Exception {
        assertThat(importUsers("[" + "1,".repeat(99) + "1]"))
                .hasSize(21)
                .startsWith("import-users: [0] must be an object")
                .endsWith("import-users: and 80 more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | must be a JSON array of users.",
                "[] [] | is not valid JSON at line 1, column 4.",
                "[{] | is not valid JSON at line 1, column 3.",
                "[{\"id\":1,\"id\":1}] | is not valid JSON at line 1, column 14.",
                "'' | must be a JSON array of users."
            })
    void a_file_that_is_something_else(String content, String message) throws Exception {
        assertThat(importUsers(content)).singleElement().asString().endsWith("users.json " + message);
    }

    @Test
    void a_file_that_is_not_there() {
        assertThat(run("", "import-users", "users.yml", "nowhere.json"))
                .containsExactly("import-users: Cannot read nowhere.json.");
    }

    private static String entry(long id, String username) {
        return """
                {"id": %d, "username": "%s", "email": null, "full_name": "F", "user_type": "default", \
                "hashed_password": "%s", "created_by": 1}""".formatted(id, username, HASH);
    }

    private static List<String> createAdmin(String input, String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "create-admin";
        all[1] = "users.yml";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return run(input, all);
    }

    private List<String> importUsers(String content) throws Exception {
        Path file = Files.writeString(directory.resolve("users.json"), content);
        return run("", "import-users", "users.yml", file.toString());
    }

    /** Runs a command that fails, and returns the lines that it wrote to the standard error. */
    private static List<String> run(String input, String... arguments) {
        CommandLine.Run run = CommandLine.run(input, arguments);
        assertThat(run.succeeded()).isFalse();
        return run.err();
    }
}

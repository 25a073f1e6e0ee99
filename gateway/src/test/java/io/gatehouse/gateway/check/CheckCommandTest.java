package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.gateway.GatewayApplication;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gateway check} as a process of its own: what it says where, and how it exits. */
class CheckCommandTest {

    private static final String SHIPPED = TestGateway.SHIPPED_ROUTES.toString();

    @TempDir
    private Path folder;

    private record Outcome(int status, String out, String err) {}

    @Test
    void a_good_file_is_shown_as_a_matrix() throws Exception {
        Outcome outcome = check(SHIPPED);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("13 operations below /api/v1 and /api\n\noperation ");
        assertThat(outcome.out().lines().map(line -> List.of(line.split(" {2,}", -1))))
                .anySatisfy(
                        cells -> assertThat(cells).startsWith("POST /login", "users", "anyone", "yes", "yes", "yes"))
                .anySatisfy(cells -> assertThat(cells).startsWith("GET /me", "users", "subscriber", "-", "yes", "yes"))
                .anySatisfy(cells -> assertThat(cells).startsWith("GET /users", "users", "admin", "-", "yes", "-"));
    }

    @Test
    void a_program_gets_json() throws Exception {
        Outcome outcome = check("--routes", write("""
                  GET /a:
                    service: users
                    rate-limit: mine
                    retry: {attempts: 3, when: [503, timeout, connect-failure]}
                """), "--format", "json");

        JsonNode json = new ObjectMapper().readTree(outcome.out());
        assertThat(json.get("user_types")).hasToString("[\"admin\"]");
        assertThat(json.get("operations").get(0)).isEqualTo(new ObjectMapper().readTree("""
                {"operation": "GET /a", "service": "users", "policy": "admin", "open": false, "admitted": ["admin"],
                 "rate_limit": {"name": "mine", "by": "caller", "allow": 5, "period_seconds": 90.0, "burst": 7},
                 "retry": {"attempts": 3, "when": ["connect-failure", "timeout", "503"]}}
                """));
        assertThat(outcome.status()).isZero();
    }

    @Test
    void what_a_policy_of_an_own_type_decides_is_not_guessed_at() throws Exception {
        String file = write("  GET /a: {service: users}\n  GET /b/{id}: {service: users, policy: own}\n");
        Files.writeString(
                Path.of(file),
                Files.readString(Path.of(file))
                        .replace("policies: {", "policies: {own: {type: own-account, path-parameter: id}, "));

        Outcome table = check(file);
        Outcome json = check(file, "--format", "json");

        assertThat(table.out().lines().map(line -> List.of(line.split(" {2,}", -1))))
                .anySatisfy(cells -> assertThat(cells).startsWith("GET /a", "users", "admin", "-", "yes"))
                .anySatisfy(cells -> assertThat(cells).startsWith("GET /b/{id}", "users", "own", "-", "?"));
        assertThat(new ObjectMapper()
                        .readTree(json.out())
                        .at("/operations/1/admitted")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_broken_file_is_told_line_by_line_with_status_2() throws Exception {
        String file = write("  GET /a: {servise: users}\n  GET /b: {service: nobody}\n");

        Outcome outcome = check(file);

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        2,
                        "",
                        file + ":11: unknown key 'servise'. Did you mean 'service'?\n" + file
                                + ":12: there is no service 'nobody'; there are [users]\n"));
    }

    @Test
    void a_file_that_is_not_there_is_told_with_status_2() throws Exception {
        assertThat(check("--routes", "none.yml"))
                .isEqualTo(new Outcome(2, "", "none.yml:1: the file does not exist\n"));
    }

    @Test
    void what_nothing_refers_to_is_told_and_does_no_harm() throws Exception {
        String file = write("  GET /a: {service: users}\n");

        Outcome outcome = check(file);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEqualTo(file + ":4: warning: nothing refers to rate limit 'mine'\n");
    }

    @Test
    void what_does_not_fit_the_services_is_told_with_status_2() throws Exception {
        String file = write("  GET /users: {service: users}\n  GET /idle: {service: users, rate-limit: mine}\n");

        Outcome outcome = check("--openapi", "users=../users/openapi.json", "--pacts", "../contracts/pacts", file);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).startsWith("2 operations below /api");
        assertThat(outcome.err().lines())
                .contains("users: GET /idle: the service's document has no path /idle")
                .contains(
                        "users: GET /idle: no pact has an interaction for it; add one in the gateway's contract tests");
    }

    @Test
    void the_documented_command_finds_nothing_in_what_is_shipped() throws Exception {
        var command = Pattern.compile("gateway\\.jar check ([^`]*)```")
                .matcher(Files.readString(Path.of("../docs/openapi.md")));
        assertThat(command.find()).isTrue();

        Outcome outcome =
                check(Path.of(".."), command.group(1).replace("\\\n", "").trim().split("\\s+"));

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("\nAgreed on in pacts:\n")
                .contains("\norders: GET /orders/{id}\n  the read of an order\n")
                .contains("\nusers: GET /revocations\n  the revocations since a forgotten cursor\n");
    }

    @Test
    void a_document_that_can_not_be_read_is_told() throws Exception {
        assertThat(check(SHIPPED, "--openapi", "users=none.json").err())
                .isEqualTo("none.json can't be used as the document of users: the file does not exist\n");
        Path page = Files.writeString(folder.resolve("page.json"), "<html>");
        assertThat(check(SHIPPED, "--openapi", "users=" + page).err())
                .startsWith(page + " can't be used as the document of users: it is no JSON: ");
        assertThat(check(SHIPPED, "--openapi", "none.json").err())
                .startsWith("--openapi takes a service and a file, as in users=users/openapi.json");
    }

    @Test
    void no_file_is_a_question_of_usage() throws Exception {
        Outcome outcome = check();

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("Name one route file, as in: gateway check gateway/routes.yml\n");
    }

    private String write(String routes) throws IOException {
        return Files.writeString(folder.resolve("routes.yml"), """
                        services: {users: {urls: ["http://localhost:8002"]}}
                        base-paths: [/api]
                        policies: {admin: {user-types: [admin]}}
                        rate-limits: {mine: {by: caller, allow: 5 per 90s, burst: 7}}
                        defaults:
                          policy: admin
                          timeouts: {connect: 250ms, response: 2s, total: 5s}
                          max-request-body: 64KiB
                          max-response-body: 1MiB
                        routes:
                        """ + routes).toString();
    }

    private Outcome check(String... arguments) throws IOException, InterruptedException {
        return check(Path.of("."), arguments);
    }

    private Outcome check(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                GatewayApplication.class.getName(),
                "check"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Outcome(process.exitValue(), read(out), read(err));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}

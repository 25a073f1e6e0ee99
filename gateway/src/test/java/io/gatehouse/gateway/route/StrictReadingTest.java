package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gatehouse.gateway.route.RouteFileException.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a route file can do to its reader, and what the reader then says: all of it at once, each on its line. */
class StrictReadingTest {

    private static final String DEFAULTS = """
            defaults:
              policy: admin
              timeouts: {connect: 250ms, response: 2s, total: 5s}
              max-request-body: 64KiB
              max-response-body: 1MiB
            """;

    private static final String HEAD = """
            services:
              users: {urls: ["http://localhost:8002"]}
            base-paths: [/api]
            policies: {admin: {user-types: [admin]}}
            """ + DEFAULTS;

    private static final String GOOD = HEAD + """
            routes:
              GET /users: {service: users}
            """;

    @TempDir
    private Path folder;

    @Test
    void keys_that_do_not_fit_and_names_that_nothing_bears_are_told_at_once() throws IOException {
        List<Fault> faults = faultsOf("""
                services:
                  users:
                    urls: [localhost, "${NOWHERE}"]
                    max-inflight: 3
                  orders: {max-in-flight: some}
                base-paths:
                  - /api
                  - /api
                  - api
                  - /api/{version}
                policies:
                  admin: {user-types: [admin]}
                  admin: {user-types: [admin]}
                  blank: {user-types: }
                rate-limits:
                  fast: {by: caller, allow: 100 per 1ns}
                defaults:
                  policy: nobody
                  timeouts: {connect: 250ms, response: 2s}
                  max-request-body: 64KiB
                  max-response-body: 1MiB
                routes:
                  GET /users: {service: users, policy: blank, retries: none}
                  GET /a: {servise: users}
                  GET /b: {service: users, issue-token: yes, rate-limit: fast}
                  GET /c: {service: users, timeouts: {connect: 0s}}
                  GET /d/{x}: {service: users, to: "/e/{y}"}
                  GET /d/{y}: {service: moon}
                """);

        assertThat(faults).extracting(Fault::line).isSorted();
        assertThat(faults)
                .extracting(fault -> fault.line() + ": " + fault.message())
                .containsExactly(
                        "3: a variable in '${NOWHERE}' is not set. Set it, or give a default, as in ${NAME:-default}",
                        "3: 'localhost' is not scheme, host and port alone, as in http://localhost:8002",
                        "4: unknown key 'max-inflight'. Did you mean 'max-in-flight'?",
                        "5: 'services' > 'orders' > 'max-in-flight' must be a whole number",
                        "5: 'services' > 'orders' > 'urls' is missing",
                        "8: base path /api stands there twice",
                        "9: a path starts with / and has at least one segment, as in /users/{id}",
                        "10: a base path has no parameters, as /api/{version} has",
                        "13: found duplicate key admin",
                        "14: 'policies' > 'blank' > 'user-types' is blank. Give it a value, or leave it out",
                        "16: '100 per 1ns' is not how many in which time, from a second to a day, as in 100 per 1s",
                        "18: there is no policy 'nobody'; there are [admin, blank]",
                        "19: give all of 'connect', 'response' and 'total'",
                        "23: unknown key 'retries'. Did you mean 'retry'?",
                        "24: unknown key 'servise'. Did you mean 'service'?",
                        "25: 'routes' > 'GET /b' > 'issue-token' must be true or false",
                        "27: the route's path has no parameter [{y}] to fill in",
                        "28: there is no service 'moon'; there are [users]");
    }

    @Test
    void a_default_that_does_not_fit_is_told_before_what_rests_on_it() throws IOException {
        assertThat(faultsOf(GOOD.replace("64KiB", "many").replace("2s", "soon")))
                .extracting(Fault::toString)
                .containsExactly(
                        "Fault[line=7, message='defaults' > 'timeouts' > 'response' must be a time with its unit, as in"
                                + " 250ms]",
                        "Fault[line=8, message='defaults' > 'max-request-body' must be a size with its unit, as in"
                                + " 64KiB]");
    }

    @Test
    void values_out_of_bounds_are_told_at_once() throws IOException {
        List<Fault> faults = faultsOf("""
                services:
                  users:
                    urls:
                      - localhost
                      - http://a:1
                      - http://a:1
                  orders: {}
                base-paths:
                  - /api
                  - /api
                  - api
                  - /api/{version}
                policies: {anyone: {}, admin: {user-types: []}, "a b": {}}
                rate-limits:
                  fast: {by: caller, allow: 100 per 1ns}
                  slow: {by: caller, allow: 1 per 1d, burst: 0}
                defaults:
                  policy: nobody
                  rate-limit: none
                  timeouts: {connect: 6s, response: 2s, total: 5s}
                  max-request-body: 2GiB
                  max-response-body: 1MiB
                routes:
                  GET /users: {service: users, polizy: anyone}
                  GET /b: {service: orders, rate-limit: fast}
                  GET /c: {service: users, timeouts: {connect: 0s}}
                  GET /d/{x}: {service: users, to: "/e/{y}"}
                  GET /f: {service: moon}
                """);

        assertThat(faults)
                .extracting(fault -> fault.line() + ": "
                        + fault.message().lines().findFirst().orElseThrow())
                .containsExactly(
                        "4: 'localhost' is not scheme, host and port alone, as in http://localhost:8002",
                        "6: 'http://a:1' stands there twice",
                        "7: 'services' > 'orders' > 'urls' is missing",
                        "10: base path /api stands there twice",
                        "11: a path starts with / and has at least one segment, as in /users/{id}",
                        "12: a base path has no parameters, as /api/{version} has",
                        "13: policy of type 'user-type': admits no user type; leave user-types out to admit anyone",
                        "13: 'a b' is no name: letters, digits, - and _, a letter first, 63 at most",
                        "15: '100 per 1ns' is not how many in which time, from a second to a day, as in 100 per 1s",
                        "16: 'burst' must be at least 1 and at most 999999999",
                        "18: there is no policy 'nobody'; there are [a b, admin, anyone]",
                        "19: there is no rate limit 'none'; there are [slow]",
                        "20: connect (6 seconds) and response (2 seconds) must be at least 1 ms and at most total"
                                + " (5 seconds), which is at most an hour",
                        "21: 'max-request-body' is above 1 GiB, which no body held in memory should be",
                        "24: unknown key 'polizy'. Did you mean 'policy'?",
                        "26: connect (0 seconds) and response (2 seconds) must be at least 1 ms and at most total"
                                + " (5 seconds), which is at most an hour",
                        "27: the route's path has no parameter [{y}] to fill in",
                        "28: there is no service 'moon'; there are [users]");
    }

    static Stream<Arguments> ambiguities() {
        return Stream.of(
                arguments("[/api]", "GET /a/{x}", "GET /a/{y}", true),
                arguments("[/api]", "GET /a/{x}", "PUT /a/{y}", false),
                arguments("[/api]", "GET /a/{x}", "GET /a/b", false),
                arguments("[/api, /api/v1]", "GET /a", "GET /v1/a", true),
                arguments("[/api/v1, /api]", "GET /a/{x}", "PUT /v1/a/b", true),
                arguments("[/api, /api/v1]", "GET /{x}", "GET /{x}/{y}", true),
                arguments("[/api, /api/v1]", "GET /a", "GET /v2/a", false),
                arguments("[/apiv1, /api]", "GET /a", "GET /v1/a", false));
    }

    @ParameterizedTest(name = "{1} and {2} below {0}: {3}")
    @MethodSource("ambiguities")
    void routes_that_one_request_could_mean_at_once_are_refused(
            String basePaths, String one, String other, boolean ambiguous) throws IOException {
        String text = HEAD.replace("[/api]", basePaths) + "routes:\n  " + one + ": {service: users}\n  " + other
                + ": {service: users}\n";

        if (ambiguous) {
            assertThat(faultsOf(text)).singleElement().satisfies(fault -> {
                assertThat(fault.line()).isEqualTo(12);
                assertThat(fault.message()).contains(one, other);
            });
        } else {
            assertThat(read(text, Map.of()).routes()).hasSize(2);
        }
    }

    @Test
    void a_value_of_many_lines_leaves_the_lines_as_they_are() throws IOException {
        String text = GOOD.replace("http://localhost:8002", "${URLS}") + "  GET /a: {service: nobody}\n";

        assertThat(faultsOf(text, Map.of("URLS", "http://a:1,\n\n\nhttp://b:1")))
                .extracting(Fault::line)
                .containsExactly(12);
    }

    @Test
    void a_variable_is_a_value_and_never_yaml() throws IOException {
        String text = GOOD.replace("policy: admin", "policy: ${POLICY}");

        assertThat(faultsOf(text, Map.of("POLICY", "admin\n  rate-limit: x")))
                .extracting(Fault::message)
                .containsExactly("there is no policy 'admin\n  rate-limit: x'; there are [admin]");
    }

    @Test
    void a_variable_holds_no_further_variables() throws IOException {
        assertThat(faultsOf(GOOD.replace("policy: admin", "policy: ${A}"), Map.of("A", "${B}", "B", "admin")))
                .extracting(Fault::message)
                .containsExactly("there is no policy '${B}'; there are [admin]");
    }

    @Test
    void a_variable_in_a_comment_is_none() throws IOException {
        assertThat(read("# ${NOWHERE}\n" + GOOD, Map.of()).routes()).hasSize(1);
    }

    @Test
    void an_empty_variable_is_a_blank() throws IOException {
        assertThat(faultsOf(GOOD.replace("[admin]", "[other, \"${TYPE}\"]"), Map.of("TYPE", "")))
                .singleElement()
                .hasToString("Fault[line=4, message='policies' > 'admin' > 'user-types' > '1' is blank."
                        + " Give it a value, or leave it out]");
    }

    @Test
    void words_stay_words() throws IOException {
        RouteTable table = read(GOOD.replace("[admin]", "[no, 010, 1.10, 2020-01-01]"), Map.of());

        assertThat(table.routes().get(0).policy().userTypes())
                .containsExactlyInAnyOrder("no", "010", "1.10", "2020-01-01");
    }

    @Test
    void what_routes_have_in_common_can_be_merged_in() throws IOException {
        String text = HEAD + """
                routes:
                  GET /a: &common {service: users, to: /there, max-response-body: 2MiB}
                  GET /b: {to: /here, <<: *common}
                """;

        assertThat(read(text, Map.of()).routes())
                .extracting(route -> route.upstreamPath() + " " + route.maxResponseBody())
                .containsExactly("/there 2097152", "/here 2097152");
    }

    @Test
    void a_hundred_routes_may_share_an_anchor() throws IOException {
        var text = new StringBuilder(GOOD).append("  GET /0: {service: users, response-fields: &some [id]}\n");
        for (int i = 1; i <= 100; i++) {
            text.append("  GET /").append(i).append(": {service: users, response-fields: *some}\n");
        }

        assertThat(read(text.toString(), Map.of()).routes()).hasSize(102);
    }

    @Test
    void aliases_of_aliases_are_not_unfolded_without_end() throws IOException {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
        }

        assertThat(faultsOf(bomb.toString())).singleElement().satisfies(fault -> assertThat(fault.message())
                .contains("unfold to more than"));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 1000, 100_000})
    void depth_is_bounded(int depth) throws IOException {
        assertThat(faultsOf("[".repeat(depth))).hasSize(1);
        assertThat(faultsOf("{a: ".repeat(depth))).hasSize(1);
    }

    @Test
    void size_is_bounded() throws IOException {
        String large = GOOD + "#".repeat(Snapshot.MAX_SIZE);

        assertThat(faultsOf(large)).singleElement().satisfies(fault -> assertThat(fault.message())
                .contains("larger than 1 MiB"));
    }

    @Test
    void what_is_not_utf_8_is_told_with_its_line() throws IOException {
        Path file = folder.resolve("routes.yml");
        Files.write(file, (GOOD + "# caf\u00e9").getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> new RouteFileReader(Map.of()).read(file))
                .hasMessage(file + ":12: this is not UTF-8: save the file in that encoding");
    }

    @Test
    void what_yaml_does_not_allow_is_told_with_its_line() throws IOException {
        assertThat(faultsOf(GOOD + "# \u0007")).extracting(Fault::line).containsExactly(12);
        assertThat(faultsOf(GOOD + "\troutes: x")).extracting(Fault::line).containsExactly(12);
        assertThat(faultsOf(GOOD + "? [a]\n: b\n")).extracting(Fault::line).containsExactly(12);
        assertThat(faultsOf(GOOD + "---\na: b\n")).extracting(Fault::line).containsExactly(12);
    }

    @Test
    void a_folder_is_no_file() {
        assertThatThrownBy(() -> new RouteFileReader(Map.of()).read(folder))
                .hasMessage(folder + ":1: this is a directory; name the file in it");
    }

    @Test
    void a_file_that_may_not_be_read_is_told() throws IOException {
        Path file = Files.writeString(folder.resolve("routes.yml"), GOOD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-wx------"));
        assumeThat(Files.isReadable(file)).as("root may read all").isFalse();

        assertThatThrownBy(() -> new RouteFileReader(Map.of()).read(file)).hasMessageContaining("permissions");
    }

    @Test
    void what_nothing_refers_to_is_a_warning() throws IOException {
        String text = GOOD.replace("policies: {", "policies: {other: {}, ")
                .replace(
                        "base-paths",
                        "  orders: {urls: [\"http://a:1\"]}\nrate-limits: {x: {by: caller, allow: 1 per"
                                + " 1s}}\nbase-paths");

        assertThat(new RouteFileReader(Map.of()).check(write(text)).warnings())
                .extracting(Fault::toString)
                .containsExactly(
                        "Fault[line=3, message=nothing refers to service 'orders']",
                        "Fault[line=4, message=nothing refers to rate limit 'x']",
                        "Fault[line=6, message=nothing refers to policy 'other']");
    }

    private List<Fault> faultsOf(String text) throws IOException {
        return faultsOf(text, Map.of());
    }

    private List<Fault> faultsOf(String text, Map<String, String> environment) throws IOException {
        Path file = write(text);
        return catchThrowableOfType(RouteFileException.class, () -> new RouteFileReader(environment).read(file))
                .faults();
    }

    private RouteTable read(String text, Map<String, String> environment) throws IOException {
        return new RouteFileReader(environment).read(write(text));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("routes.yml"), text);
    }
}

package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TypedEntriesTest {

    private static final String GOOD = """
            services:
              users: {urls: ["http://localhost:8002"]}
            base-paths: [/api]
            policies:
              own: {type: own-account, path-parameter: id}
            defaults:
              policy: own
              timeouts: {connect: 250ms, response: 2s, total: 5s}
              max-request-body: 64KiB
              max-response-body: 1MiB
            routes:
              GET /users/{id}:
                service: users
                response:
                  - {type: append, text: a}
                  - type: stamp
                    header: X-A
                    value: b
            """;

    @TempDir
    private Path folder;

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(
                        "path-parameter: id}",
                        "path-parameter: id, open: true}",
                        ":5: unknown key 'open'. Known for type 'own-account': [path-parameter]"),
                arguments(
                        "own-account, path-parameter: id}",
                        "user-type, user-types: [admin], open: true}",
                        ":5: unknown key 'open'. Known for type 'user-type': [user-types]"),
                arguments(
                        "own-account",
                        "own-acount",
                        ":5: there is no policy type 'own-acount'; there are [broken, everyone, own-account, user-type]"),
                arguments(
                        "type: own-account, ",
                        "",
                        ":5: unknown key 'path-parameter'. Known for type 'user-type': " + "[user-types]"),
                arguments(
                        "path-parameter: id",
                        "path-parametre: id",
                        ":5: unknown key 'path-parametre'. Known for type 'own-account': [path-parameter]"),
                arguments(", path-parameter: id", "", ":5: policy of type 'own-account': 'path-parameter' is missing"),
                arguments(
                        "{type: own-account, path-parameter: id}",
                        "own-account",
                        ":5: a policy is keys and values, its 'type' one of [broken, "),
                arguments(
                        "{type: own-account, path-parameter: id}",
                        "{type: broken, openness: true}",
                        ":5: policy 'own' does not tell whether it is open: java.lang.IllegalStateException: planted"),
                arguments(
                        "own-account, path-parameter: id",
                        "broken, openness: perhaps",
                        ":5: policy of type 'broken': Cannot deserialize value of type `java.lang.Boolean`"),
                arguments("type: stamp", "type: stmp", ":16: there is no response processor type 'stmp'; there are ["),
                arguments("header: X-A", "haeder: X-A", ":17: unknown key 'haeder'. Known for type 'stamp'"),
                arguments("{type: append, text: a}", "{text: a}", ":15: 'type' is missing; there are [append, "));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("faults")
    void a_fault_in_an_entry_with_a_type_is_told_with_its_line(String good, String bad, String message) {
        String broken = GOOD.replace(good, bad);

        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(RouteFileException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_policy_at_fault_is_told_once_and_not_again_where_it_is_used() {
        assertThatThrownBy(() -> read(GOOD.replace("own-account", "own-acount")))
                .isInstanceOfSatisfying(RouteFileException.class, refused -> assertThat(refused.faults())
                        .hasSize(1));
    }

    private void read(String content) throws IOException {
        new RouteFileReader(Map.of()).read(Files.writeString(folder.resolve("routes.yml"), content));
    }
}

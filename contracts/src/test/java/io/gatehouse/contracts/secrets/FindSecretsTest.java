package io.gatehouse.contracts.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that finds nothing proves something only if it finds what was planted. */
class FindSecretsTest {

    private static final String LOGGED = "INFO  [2026-01-01 00:00:00,000] [] audit: who=[user 1]\n";

    @TempDir
    Path root;

    private FindSecrets search;

    @BeforeEach
    void begin() throws Exception {
        search = new FindSecrets(root);
        write("users/src/test/java/UsersTest.java", """
                static final String PASSWORD = "open sesame";
                service.login("ada", "battery staple");
                post("{\\"password\\": \\"correct horse\\"}");
                """);
        search.learnPasswords();
    }

    @ParameterizedTest
    @EnumSource(FindSecrets.Kind.class)
    void each_kind_is_found_wherever_it_is_planted(FindSecrets.Kind kind) throws Exception {
        List<String> places = List.of(
                "users/target/surefire-reports/TEST-users.xml",
                "users/target/surefire-reports/users.txt",
                "load-tests/target/beds/system-1/users.log",
                ".local/log/gateway.log",
                ".local/log/gateway.log.1");
        for (String place : places) {
            write(place, LOGGED + "ERROR [2026-01-01 00:00:00,000] [] x: it is <" + kind.sample + ">\n");
        }
        search.search();

        assertThat(search.findings())
                .hasSize(places.size())
                .allMatch(finding -> finding.startsWith(kind + " in ") && finding.contains(":2: "))
                .noneMatch(finding -> finding.contains(kind.sample));
    }

    @ParameterizedTest
    @ValueSource(strings = {"open sesame", "battery staple", "correct horse"})
    void passwords_of_the_tests_are_found(String password) throws Exception {
        write("users/target/surefire-reports/TEST-users.xml", "<![CDATA[NewUser[password=" + password + "]]]>");
        search.search();

        assertThat(search.findings()).singleElement().asString().startsWith("PASSWORD in users/");
    }

    @Test
    void an_escaped_key_is_found_and_a_public_one_is_not_meant() {
        assertThat(FindSecrets.in("{\\\"d\\\": \\\"" + "A".repeat(43))).isNotEmpty();
        assertThat(FindSecrets.in("{&quot;d&quot;:&quot;" + "A".repeat(43))).isNotEmpty();
        assertThat(FindSecrets.in("{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\"}"))
                .isEmpty();
    }

    @Test
    void what_tests_are_called_is_no_log() throws Exception {
        String token = FindSecrets.Kind.JSON_WEB_TOKEN.sample;
        write("users/target/surefire-reports/TEST-users.xml", "  <testcase name=\"" + token + "\" time=\"1\"/>\n");
        search.search();
        assertThat(search.findings()).isEmpty();

        write("users/target/surefire-reports/users.log", "  <testcase name=\"" + token + "\" time=\"1\"/>\n");
        search.search();
        assertThat(search.findings()).hasSize(1);
    }

    @Test
    void a_module_whose_services_logged_nothing_is_named() throws Exception {
        write("users/target/surefire-reports/TEST-users.xml", LOGGED);
        write("orders/target/surefire-reports/TEST-orders.xml", "<testsuite/>");
        search.search();

        assertThat(search.silent()).containsExactly("orders");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }
}

package io.gatehouse.gateway.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.util.Duration;
import io.gatehouse.gateway.auth.AccessTokenIssuer;
import io.gatehouse.gateway.auth.AccessTokens;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import io.gatehouse.servicekit.testing.ServiceProcess;
import io.gatehouse.servicekit.token.KeyFile;
import io.gatehouse.servicekit.token.KeyFiles;
import io.gatehouse.servicekit.token.SigningKey;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway of {@code docs/extending.md}, compiled and run as the page shows it. */
class ExtendingGuideTest {

    private static final Path GUIDE = Path.of("../docs/extending.md");
    private static final Path EXAMPLE = Path.of("../docs/examples/extending");
    private static final Pattern SHOWN = Pattern.compile("<!-- file: (\\S+) -->\n```\\w*\n(.*?)```\n", Pattern.DOTALL);

    /** The gateway and what it depends on, without the extensions of other tests. */
    private static final String GATEWAY = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry ->
                    !Path.of(entry).equals(Path.of("target/test-classes").toAbsolutePath()))
            .collect(Collectors.joining(File.pathSeparator));

    @TempDir
    private static Path folder;

    private static final SigningKey accessKey = SigningKey.generate();
    private static StubUpstream accounts;
    private static ServiceProcess gateway;

    @BeforeAll
    static void start() throws IOException {
        accounts = new StubUpstream();
        accounts.answers(StubUpstream.json(200, "{\"id\":7,\"card_number\":\"4000123412341234\"}"));
        KeyFile.writePrivate(folder.resolve("internal.jwks.json"), List.of(SigningKey.generate()));
        KeyFile.writePrivate(folder.resolve("access.jwks.json"), List.of(accessKey));
        gateway = ServiceProcess.start(
                "shop.ShopGateway",
                build() + File.pathSeparator + GATEWAY,
                configuration(),
                Map.of(
                        "ROUTES", EXAMPLE.resolve("routes.yml").toString(),
                        "INTERNAL_KEYS", folder.resolve("internal.jwks.json").toString(),
                        "REVOCATIONS_SERVICE", "",
                        "ACCESS_KEYS", folder.resolve("access.jwks.json").toString(),
                        "ACCOUNTS_URL", accounts.url().toString()));
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
        accounts.close();
    }

    @Test
    void the_guide_shows_the_files_as_they_are() throws IOException {
        List<MatchResult> shown =
                SHOWN.matcher(Files.readString(GUIDE)).results().toList();

        assertThat(shown).allSatisfy(block -> assertThat(block.group(2))
                .isEqualTo(Files.readString(EXAMPLE.resolve(block.group(1)))));
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            assertThat(shown)
                    .extracting(block -> EXAMPLE.resolve(block.group(1)))
                    .containsExactlyInAnyOrderElementsOf(
                            files.filter(Files::isRegularFile).toList());
        }
    }

    @Test
    void one_class_of_thirty_lines_is_enough() throws IOException {
        assertThat(Files.readAllLines(EXAMPLE.resolve("src/main/java/shop/Mask.java")))
                .hasSizeLessThanOrEqualTo(30);
    }

    @Test
    void the_shops_policy_and_processor_are_found_by_type() {
        var own = get("/api/accounts/7", 7, "customer");

        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.body()).isEqualTo("{\"id\":7,\"card_number\":\"…1234\"}");
        assertThat(get("/api/accounts/8", 7, "customer").statusCode()).isEqualTo(403);
        assertThat(get("/api/accounts/8", 1, "clerk").statusCode()).isEqualTo(200);
        assertThat(get("/api/accounts", 7, "customer").statusCode()).isEqualTo(403);
    }

    @Test
    void the_shops_resource_stands_beside_the_proxy() {
        assertThat(get("/opening-hours", 7, "customer").body()).isEqualTo("Mon-Fri 9-17\n");
        assertThat(get("/closing-hours", 7, "customer").statusCode()).isEqualTo(404);
    }

    /** The shipped one, with the line in the log that tells which port it got. */
    private static Path configuration() throws IOException {
        return Files.writeString(
                folder.resolve("gateway.yml"),
                Files.readString(TestGateway.SHIPPED_CONFIGURATION)
                        .replace("org.eclipse.jetty: WARN", "org.eclipse.jetty: INFO"));
    }

    /** The folder with the example's classes and resources. */
    private static Path build() throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Path resources = EXAMPLE.resolve("src/main/resources");
        try (Stream<Path> sources = Files.walk(EXAMPLE.resolve("src/main/java"));
                Stream<Path> services = Files.walk(resources)) {
            String[] options = Stream.concat(
                            Stream.of("--release", "17", "-proc:none", "-Xlint:all,-classfile,-processing", "-Werror"),
                            Stream.concat(
                                    Stream.of("-d", classes.toString(), "-cp", GATEWAY),
                                    sources.filter(Files::isRegularFile).map(Path::toString)))
                    .toArray(String[]::new);
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options))
                    .isZero();
            for (Path service : services.filter(Files::isRegularFile).toList()) {
                Path copy = classes.resolve(resources.relativize(service));
                Files.createDirectories(copy.getParent());
                Files.copy(service, copy);
            }
        }
        return classes;
    }

    private static HttpResponse<String> get(String path, long userId, String userType) {
        var issuer = new AccessTokenIssuer(
                new AccessTokens(KeyFiles.of("unused"), "gatehouse", "gatehouse-api", Duration.minutes(15)),
                now -> accessKey,
                Clock.systemUTC());
        return TestGateway.send(HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .header("Authorization", "Bearer " + issuer.issue(userId, userType, "session")));
    }
}

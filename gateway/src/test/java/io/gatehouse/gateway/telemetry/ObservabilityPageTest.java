package io.gatehouse.gateway.telemetry;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.gateway.testing.AccessLines;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import io.gatehouse.gateway.testing.TestRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/observability.md names what there is, all of it and nothing else. */
class ObservabilityPageTest {

    private static final Path PAGE = Path.of("../docs/observability.md");

    private static final String ROUTES = """
        services:
          users: {urls: ["http://localhost:8002"]}
        base-paths: [/api]
        policies: {admin: {user-types: [admin]}}
        rate-limits:
          once: {by: client-ip, allow: 1 per 1h}
        defaults:
          policy: admin
          timeouts: {connect: 1s, response: 5s, total: 5s}
          max-request-body: 1KiB
          max-response-body: 1MiB
        routes:
          GET /thing: {service: users, rate-limit: once, retry: {attempts: 2, when: [503]}}
        """;

    @Test
    void its_tables_are_true() throws IOException {
        try (var redis = TestRedis.started();
                var upstream = new StubUpstream();
                var gateway = new TestGateway(
                        ROUTES,
                        upstream.url(),
                        upstream.url(),
                        Map.of(
                                "rateLimits.redis",
                                redis.url(),
                                "rateLimits.timeout",
                                "5s",
                                "revocations.service",
                                "users"));
                var lines = new AccessLines()) {
            upstream.answers(StubUpstream.json(503, "{}"));
            await().until(() -> send(gateway.request("/api/thing", 7, "admin")).statusCode() == 429);

            assertThat(named("### Fields", "`(\\w+)`")).isEqualTo(fields(lines.nextJson()));
            assertThat(named("## Metrics", "`(gatehouse_gateway_\\w+)")).isEqualTo(metrics(gateway.metrics()));
        }
        assertThat(named("### Outcomes", "`([\\w-]+)`"))
                .isEqualTo(Arrays.stream(Outcome.values()).map(Outcome::label).collect(Collectors.toSet()));
    }

    /** What stands in the first column of the table below a heading. */
    private static Set<String> named(String heading, String pattern) throws IOException {
        String section = Files.readString(PAGE).split(heading + "\n", 2)[1].split("\n#", 2)[0];
        Set<String> names = new TreeSet<>();
        for (String row : section.lines().filter(line -> line.startsWith("| `")).toList()) {
            var name = Pattern.compile(pattern).matcher(row.split("\\|", -1)[1]);
            while (name.find()) {
                names.add(name.group(1));
            }
        }
        return names;
    }

    private static Set<String> fields(JsonNode line) {
        Set<String> names = new TreeSet<>();
        line.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> metrics(String scrape) {
        return scrape.lines()
                .filter(line -> line.startsWith("# TYPE gatehouse_gateway_"))
                .map(line -> line.split(" ", 4)[2])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

package io.gatehouse.contracts.system;

import static io.gatehouse.contracts.system.GatehouseSystem.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.contracts.secrets.FindSecrets;
import io.gatehouse.servicekit.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** All that three services log at the shipped level, all problems and metrics, in a tour with every kind of mishap. */
class SecretsStaySecretTest {

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<HttpResponse<String>> problems = new ArrayList<>();
    private final Set<String> secrets = new LinkedHashSet<>();

    @Test
    void no_token_password_hash_or_key_is_logged_or_told() throws Exception {
        try (var system = new GatehouseSystem(
                TestDatabase.H2,
                routes -> routes.replaceAll("(?m)^ +rate-limit: .*\n", ""),
                Map.of("logging.level", "INFO"))) {
            log.list = new CopyOnWriteArrayList<>(); // the access log writes from a thread of its own
            log.start();
            loggers().forEach(logger -> logger.addAppender(log));
            try {
                tour(system);
            } finally {
                loggers().forEach(logger -> logger.detachAppender(log));
            }
            for (String file : List.of("access.jwks.json", "internal.jwks.json")) {
                Pattern.compile("\"d\":\"([^\"]+)\"")
                        .matcher(system.keyFile(file))
                        .results()
                        .forEach(key -> secrets.add(key.group(1)));
            }
            assertThat(secrets).hasSizeGreaterThan(10);
            assertThat(log.list).extracting(ILoggingEvent::getLoggerName).contains("request", "audit", "access");
            List<String> told = new ArrayList<>(logged());
            problems.forEach(problem -> told.add(problem.headers().map() + problem.body()));
            told.addAll(system.metrics());
            assertThat(told).hasSizeGreaterThan(100).allSatisfy(line -> {
                assertThat(secrets).noneMatch(line::contains);
                // Whatever looks like one, known to this test or not.
                assertThat(FindSecrets.in(line)).isEmpty();
            });
        }
    }

    /** The gateway's access log goes past the root. */
    private static Stream<Logger> loggers() {
        return Stream.of(org.slf4j.Logger.ROOT_LOGGER_NAME, "access")
                .map(name -> (Logger) LoggerFactory.getLogger(name));
    }

    private void tour(GatehouseSystem system) {
        String wrong = secret();
        String password = secret();
        JsonNode admin = login(system, "admin", "a");
        String token = text(admin, "access_token");
        call(system, "POST", "/api/v1/login", null, Map.of("username", "admin", "password", wrong));
        call(system, "POST", "/api/v1/login", null, Map.of("username", wrong, "password", wrong));
        call(system, "POST", "/api/v1/login?password=" + wrong, null, Map.of("pass", wrong));
        call(system, "POST", "/api/v1/login", null, List.of(wrong));
        Map<String, String> user = Map.of(
                "username",
                "ada",
                "password",
                password,
                "email",
                "ada@example.org",
                "full_name",
                "A",
                "user_type",
                "default");
        var created = call(system, "POST", "/api/v1/users", token, user);
        call(system, "POST", "/api/v1/users", token, user);
        call(system, "POST", "/api/v1/users", token, Map.of("hashed_password", wrong));
        JsonNode ada = login(system, "ada", password);
        String adas = text(ada, "access_token");
        call(
                system,
                "POST",
                "/api/v1/orders",
                adas,
                Map.of("address", "here", "item", "tea"),
                "Idempotency-Key",
                "one");
        call(system, "GET", "/api/v1/users", adas, null);
        call(system, "GET", "/api/v1/orders?access_token=" + adas, null, null);
        call(system, "GET", "/api/v1/orders", adas + "x", null);
        call(system, "GET", "/api/v1/nothing/" + adas, adas, null);
        call(system, "GET", "/api/v1/users/" + adas, token, null);
        call(system, "GET", "/api/v1/users/" + text(ada, "refresh_token"), token, null);
        call(system, "GET", "/api/v1/orders", system.tokenOfAnHourAgo(2, "default"), null);
        JsonNode again = json(call(system, "POST", "/api/v1/token/refresh", null, refresh(ada)));
        secrets.add(text(again, "access_token"));
        secrets.add(text(again, "refresh_token"));
        JsonNode once = login(system, "ada", password);
        call(system, "POST", "/api/v1/token/refresh", null, refresh(once));
        call(system, "POST", "/api/v1/token/refresh", null, refresh(once));
        call(system, "POST", "/api/v1/token/refresh", null, Map.of("refresh_token", wrong));
        call(system, "POST", "/api/v1/token/refresh", null, Map.of("token", wrong));
        call(system, "POST", "/api/v1/logout", null, refresh(admin));
        call(system, "DELETE", created.headers().firstValue("Location").orElseThrow(), token, null);
        // At the services, past the gateway.
        for (URI url :
                List.of(system.usersUrl().resolve("/users"), system.ordersUrl().resolve("/orders"))) {
            keep(GatehouseSystem.send(
                    HttpRequest.newBuilder(url)
                            .header("Authorization", "Bearer " + token)
                            .header("request-user-id", "1"),
                    "GET",
                    null));
        }
    }

    private JsonNode login(GatehouseSystem system, String username, String password) {
        var answer = call(system, "POST", "/api/v1/login", null, Map.of("username", username, "password", password));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        secrets.add(text(json(answer), "access_token"));
        secrets.add(text(json(answer), "refresh_token"));
        return json(answer);
    }

    private HttpResponse<String> call(
            GatehouseSystem system, String method, String path, String token, Object body, String... headers) {
        return keep(system.call(method, path, token, body, headers));
    }

    private HttpResponse<String> keep(HttpResponse<String> answer) {
        if (answer.statusCode() >= 400) {
            problems.add(answer);
        }
        return answer;
    }

    private String secret() {
        String secret = "hush-" + UUID.randomUUID();
        secrets.add(secret);
        return secret;
    }

    private static Map<String, String> refresh(JsonNode tokens) {
        return Map.of("refresh_token", text(tokens, "refresh_token"));
    }

    private static String text(JsonNode json, String name) {
        return json.get(name).textValue();
    }

    private List<String> logged() {
        return log.list.stream()
                .map(event ->
                        event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getMDCPropertyMap()
                                + (event.getThrowableProxy() == null
                                        ? ""
                                        : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }
}

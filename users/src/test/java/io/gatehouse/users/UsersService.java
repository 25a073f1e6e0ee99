package io.gatehouse.users;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.gatehouse.servicekit.database.DirectJdbi;
import io.gatehouse.servicekit.testing.AdjustableClock;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.servicekit.testing.TestLog;
import io.gatehouse.servicekit.testing.TestTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The real service on a database of its own, and a client that speaks to it as the gateway does. */
public final class UsersService implements AutoCloseable {

    /** The user on whose behalf calls are made when a test does not say. */
    public static final long CALLER = 4711;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<TestDatabase, UsersService> SHARED = new EnumMap<>(TestDatabase.class);

    private final UsersDatabase database;
    private final AdjustableClock clock = new AdjustableClock();
    private final TestTrust trust = new TestTrust(clock);
    private final DropwizardTestSupport<UsersConfiguration> service;
    private final HttpClient client = HttpClient.newHttpClient();

    private UsersService(String databaseUrl, Map<String, String> configuration) {
        this.database = new UsersDatabase(databaseUrl);
        Map<String, String> overrides = new HashMap<>(Map.of(
                "database.url",
                databaseUrl,
                "trust.publicKeys",
                trust.publicKeys().toString(),
                "passwords.share",
                "1",
                "server.applicationConnectors[0].port",
                "0",
                "server.adminConnectors[0].port",
                "0"));
        for (String level : List.of("logging.level", "logging.loggers.audit")) {
            overrides.put(level, TestLog.level("ERROR"));
        }
        overrides.putAll(configuration);
        // Overrides are system properties, and several services live at once.
        String prefix = "users" + COUNT.incrementAndGet() + ".";
        this.service =
                new DropwizardTestSupport<>(
                        UsersApplication.class,
                        "users.yml",
                        prefix,
                        overrides.entrySet().stream()
                                .map(override -> ConfigOverride.config(prefix, override.getKey(), override.getValue()))
                                .toArray(ConfigOverride[]::new)) {
                    @Override
                    public Application<UsersConfiguration> newApplication() {
                        return new UsersApplication(clock);
                    }
                };
    }

    /**
     * A service that test classes share, for a start takes longer than most tests. It lives as long as the JVM, and its
     * clock only ever goes forward.
     */
    public static synchronized UsersService shared(TestDatabase database) {
        UsersService service = SHARED.computeIfAbsent(
                database, first -> start(first.freshUrl(), Map.of("passwords.threads", "4", "sessions.perUser", "3")));
        service.empty();
        return service;
    }

    /** Forgets everybody and everything but the place in the feed of revocations. */
    public void empty() {
        database.execute("DELETE FROM users");
        database.execute("DELETE FROM revocations");
        database.execute("DELETE FROM failed_logins");
    }

    public static UsersService start(TestDatabase database) {
        return start(database.freshUrl(), Map.of());
    }

    /** Starts the service on a database, with some values of the shipped configuration changed. */
    public static UsersService start(String databaseUrl, Map<String, String> configuration) {
        var users = new UsersService(databaseUrl, configuration);
        try {
            users.service.before();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return users;
    }

    @Override
    public void close() {
        service.after();
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public HttpResponse<String> put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    public HttpResponse<String> delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    /** Logs in as the gateway does it, on behalf of nobody yet. */
    public HttpResponse<String> login(String username, String password, String... headers) {
        return sendAsNobody(
                "POST",
                "/login",
                JSON.createObjectNode()
                        .put("username", username)
                        .put("password", password)
                        .toString(),
                headers);
    }

    /** Spends a refresh token. */
    public HttpResponse<String> refresh(String refreshToken) {
        return sendAsNobody("POST", "/token/refresh", refreshRequest(refreshToken));
    }

    public HttpResponse<String> logout(String refreshToken) {
        return sendAsNobody("POST", "/logout", refreshRequest(refreshToken));
    }

    /** The ids of all sessions that the feed of revocations tells of. */
    public List<String> revoked() {
        List<String> ids = new ArrayList<>();
        JsonNode page = json(sendAsNobody("GET", "/revocations", null));
        while (true) {
            ids.addAll(page.get("revocations").findValuesAsText("session_id"));
            if (!page.get("more").asBoolean()) {
                return ids;
            }
            page = json(sendAsNobody(
                    "GET", "/revocations?since=" + page.get("cursor").asText(), null));
        }
    }

    private static String refreshRequest(String refreshToken) {
        return JSON.createObjectNode().put("refresh_token", refreshToken).toString();
    }

    /** Calls on behalf of nobody. */
    public HttpResponse<String> sendAsNobody(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request =
                request(method, path, body).header("Authorization", trust.anonymousBearer("users"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return exchange(request.build());
    }

    /** Calls on behalf of a user. */
    public HttpResponse<String> sendAs(
            long userId, String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = request(method, path, body)
                .header("Authorization", trust.bearer("users", userId))
                .header("request-user-id", Long.toString(userId));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return exchange(request.build());
    }

    /** Calls without a word about who does. */
    public HttpResponse<String> sendUntrusted(String method, String path, String... headers) {
        HttpRequest.Builder request = request(method, path, null);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return exchange(request.build());
    }

    public Environment environment() {
        return service.getEnvironment();
    }

    /** Where it listens, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + service.getLocalPort();
    }

    /** The service's, and that of those who call it. */
    public AdjustableClock clock() {
        return clock;
    }

    /** Signs the tokens that the service believes. */
    public TestTrust gateway() {
        return trust;
    }

    /** The service's database, past the service. */
    public Jdbi jdbi() {
        return DirectJdbi.open(database.url());
    }

    /** Makes a user with the password {@code correct horse} through the service, and returns the id. */
    public long create(String username, String userType) {
        HttpResponse<String> created = post("/users", """
                {"username": "%s", "password": "correct horse", "user_type": "%s"}""".formatted(username, userType));
        if (created.statusCode() != 201) {
            throw new IllegalStateException(created.body());
        }
        return json(created).get("id").asLong();
    }

    public static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(response.body(), e);
        }
    }

    public UsersDatabase database() {
        return database;
    }

    /** One of several calls made at once. */
    @FunctionalInterface
    public interface Call {

        HttpResponse<String> send();
    }

    /** Makes all calls at the same instant, as far as the processors can. */
    public static List<HttpResponse<String>> atOnce(Call... calls) {
        var barrier = new CyclicBarrier(calls.length);
        var threads = Executors.newFixedThreadPool(calls.length);
        try {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (Call call : calls) {
                answers.add(threads.submit(() -> {
                    barrier.await();
                    return call.send();
                }));
            }
            List<HttpResponse<String>> results = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : answers) {
                results.add(answer.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body, String... headers) {
        return sendAs(CALLER, method, path, body, headers);
    }

    private HttpRequest.Builder request(String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        return body == null
                ? request.method(method, HttpRequest.BodyPublishers.noBody())
                : request.method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json");
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package io.gatehouse.contracts.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.gatehouse.gateway.GatewayApplication;
import io.gatehouse.gateway.GatewayConfiguration;
import io.gatehouse.gateway.auth.AccessTokenIssuer;
import io.gatehouse.orders.OrdersApplication;
import io.gatehouse.orders.OrdersConfiguration;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.servicekit.testing.TestLog;
import io.gatehouse.servicekit.token.KeyFile;
import io.gatehouse.servicekit.token.SigningKey;
import io.gatehouse.users.UsersApplication;
import io.gatehouse.users.UsersConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The three real applications, wired as in a demo stack, on free ports and empty databases of their own. */
public final class GatehouseSystem implements AutoCloseable {

    public static final Path ROOT = Path.of(System.getProperty("gatehouse.root"));

    /** What the gateway says of the system. */
    public static final Path OPENAPI = ROOT.resolve("gateway/openapi.json");

    private static final Conformance CONFORMANCE = Conformance.to(OPENAPI);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String LOG = TestLog.level("WARN");

    /** Warnings and errors alone, unless the build wants to hear more. */
    public static final Map<String, String> QUIET =
            Map.of("logging.level", LOG, "logging.loggers.request", LOG, "logging.loggers.audit", LOG);

    private final Map<String, String> settings;
    private final Path folder;
    private final SigningKey accessKey = SigningKey.generate();
    private final DropwizardTestSupport<UsersConfiguration> users;
    private final DropwizardTestSupport<OrdersConfiguration> orders;
    private final DropwizardTestSupport<GatewayConfiguration> gateway;
    private final List<DropwizardTestSupport<GatewayConfiguration>> gateways = new ArrayList<>();

    public GatehouseSystem(TestDatabase database) {
        this(database, UnaryOperator.identity(), QUIET);
    }

    /**
     * Of other settings than those that are shipped.
     *
     * @param routes changes the route file
     * @param settings values of all three configurations by their paths
     */
    public GatehouseSystem(TestDatabase database, UnaryOperator<String> routes, Map<String, String> settings) {
        this.settings = settings;
        try {
            folder = Files.createTempDirectory("gatehouse");
            List<SigningKey> internal = List.of(SigningKey.generate());
            KeyFile.writePrivate(folder.resolve("access.jwks.json"), List.of(accessKey));
            KeyFile.writePrivate(folder.resolve("internal.jwks.json"), internal);
            KeyFile.writePublic(folder.resolve("internal-public.jwks.json"), internal);
            String publicKeys = folder.resolve("internal-public.jwks.json").toString();
            users = started(
                    UsersApplication.class,
                    "users",
                    Map.of(
                            "database.url",
                            database.freshUrl(),
                            "trust.publicKeys",
                            publicKeys,
                            "demoAccounts",
                            "true"));
            orders = started(
                    OrdersApplication.class,
                    "orders",
                    Map.of("database.url", database.freshUrl(), "trust.publicKeys", publicKeys));
            Files.writeString(
                    folder.resolve("routes.yml"),
                    routes.apply(Files.readString(ROOT.resolve("gateway/routes.yml")))
                            .replace("http://localhost:8002", usersUrl().toString())
                            .replace("http://localhost:8003", ordersUrl().toString()));
            gateway = startGateway();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private DropwizardTestSupport<GatewayConfiguration> startGateway() {
        var fresh = started(
                GatewayApplication.class,
                "gateway",
                Map.of(
                        "routes",
                        folder.resolve("routes.yml").toString(),
                        "accessTokens.keys",
                        folder.resolve("access.jwks.json").toString(),
                        "internalKeys",
                        folder.resolve("internal.jwks.json").toString()));
        gateways.add(fresh);
        for (String check : List.of("warm-up", "revocations")) {
            await().until(() ->
                    fresh.getEnvironment().healthChecks().runHealthCheck(check).isHealthy());
        }
        return fresh;
    }

    /** One more gateway, with the same keys and routes. */
    public URI addGateway() {
        return url(startGateway());
    }

    /** The secrets in the files that it was started with. */
    public String keyFile(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The lines of a scrape of each service. */
    public List<String> metrics() {
        List<String> lines = new ArrayList<>();
        for (DropwizardTestSupport<?> service : List.of(gateway, users, orders)) {
            var url = URI.create("http://127.0.0.1:" + service.getAdminPort() + "/metrics");
            lines.addAll(send(HttpRequest.newBuilder(url), "GET", null)
                    .body()
                    .lines()
                    .toList());
        }
        return lines;
    }

    public URI usersUrl() {
        return url(users);
    }

    public URI ordersUrl() {
        return url(orders);
    }

    public URI gatewayUrl() {
        return url(gateway);
    }

    public void stopOrders() {
        orders.after();
    }

    /** An access token, got as a user gets it. */
    public String login(String username, String password) {
        var answer = call("POST", "/api/v1/login", null, Map.of("username", username, "password", password));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("login: " + answer.statusCode() + " " + answer.body());
        }
        return json(answer).get("access_token").textValue();
    }

    /** An access token that was good once. */
    public String tokenOfAnHourAgo(long userId, String userType) {
        var settings = gateway.getConfiguration().accessTokens();
        return new AccessTokenIssuer(settings, now -> accessKey, Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)))
                .issue(userId, userType, "a session of an hour ago");
    }

    /**
     * A request through the gateway, which together with its answer has to be as the OpenAPI document says.
     *
     * @param body sent as JSON
     */
    public HttpResponse<String> call(
            String method, String path, @Nullable String token, @Nullable Object body, String... headers) {
        var request = HttpRequest.newBuilder(gatewayUrl().resolve(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = send(request, method, body);
        CONFORMANCE.check(method, path, body == null ? null : JSON.valueToTree(body), answer);
        return answer;
    }

    public static HttpResponse<String> send(HttpRequest.Builder request, String method, @Nullable Object body) {
        try {
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            request.method(
                    method,
                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body)));
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private <C extends Configuration> DropwizardTestSupport<C> started(
            Class<? extends Application<C>> application, String module, Map<String, String> own) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(own);
        all.put("server.applicationConnectors[0].port", "0");
        all.put("server.adminConnectors[0].port", "0");
        // Overrides are system properties: without a prefix of its own, each service would see the others'.
        String prefix = module + ".";
        var overrides = all.entrySet().stream()
                .map(setting -> ConfigOverride.config(prefix, setting.getKey(), setting.getValue()))
                .toArray(ConfigOverride[]::new);
        var support = new DropwizardTestSupport<C>(
                application, ROOT.resolve(module).resolve(module + ".yml").toString(), prefix, overrides);
        try {
            support.before();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return support;
    }

    private static URI url(DropwizardTestSupport<?> service) {
        return URI.create("http://127.0.0.1:" + service.getLocalPort());
    }

    @Override
    public void close() {
        gateways.forEach(DropwizardTestSupport::after);
        orders.after();
        users.after();
    }
}

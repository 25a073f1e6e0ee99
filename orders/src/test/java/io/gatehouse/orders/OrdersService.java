package io.gatehouse.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.gatehouse.servicekit.caller.Trust;
import io.gatehouse.servicekit.database.DirectJdbi;
import io.gatehouse.servicekit.testing.AdjustableClock;
import io.gatehouse.servicekit.testing.TestLog;
import io.gatehouse.servicekit.testing.TestTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;

/** The real application on ports of its own, and the gateway's way to call it. */
public final class OrdersService implements AutoCloseable {

    private static final String LOG = TestLog.level("ERROR");
    private static final ObjectMapper json = new ObjectMapper();

    /** A test that waits for ever tells nothing. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String databaseUrl;
    final AdjustableClock clock;
    final TestTrust gateway;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DropwizardTestSupport<OrdersConfiguration> support;

    public OrdersService(String databaseUrl) throws Exception {
        this(databaseUrl, new AdjustableClock());
    }

    private OrdersService(String databaseUrl, AdjustableClock clock) throws Exception {
        this(databaseUrl, clock, new TestTrust(clock));
    }

    OrdersService(String databaseUrl, AdjustableClock clock, TestTrust gateway) throws Exception {
        this.databaseUrl = databaseUrl;
        this.clock = clock;
        this.gateway = gateway;
        support = new DropwizardTestSupport<>(OrdersApplication.class, "orders.yml", overrides(databaseUrl)) {
            @Override
            public Application<OrdersConfiguration> newApplication() {
                return new OrdersApplication(clock);
            }
        };
        support.before();
    }

    private ConfigOverride[] overrides(String databaseUrl) {
        return Map.of(
                        "server.applicationConnectors[0].port",
                        "0",
                        "server.adminConnectors[0].port",
                        "0",
                        "database.url",
                        databaseUrl,
                        "trust.publicKeys",
                        gateway.publicKeys().toString(),
                        "sweepIdempotencyKeysEvery",
                        "100ms",
                        "logging.level",
                        LOG)
                .entrySet()
                .stream()
                .map(override -> ConfigOverride.config(override.getKey(), override.getValue()))
                .toArray(ConfigOverride[]::new);
    }

    /** A request of the gateway's on behalf of a user. */
    HttpRequest.Builder as(long user, String path) {
        return direct(path)
                .header("Authorization", gateway.bearer("orders", user))
                .header(Trust.USER_ID_HEADER, Long.toString(user));
    }

    HttpRequest.Builder direct(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(PATIENCE);
    }

    public Environment environment() {
        return support.getEnvironment();
    }

    /** Where it listens, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + support.getLocalPort();
    }

    /** Signs the tokens that the service believes. */
    public TestTrust gateway() {
        return gateway;
    }

    /** The service's database, past the service. */
    public Jdbi jdbi() {
        return DirectJdbi.open(databaseUrl);
    }

    HttpResponse<String> get(long user, String path) {
        return send(as(user, path));
    }

    HttpResponse<String> post(long user, String body, String... headers) {
        return send(posting(user, body, headers));
    }

    HttpRequest.Builder posting(long user, String body, String... headers) {
        HttpRequest.Builder request = as(user, "/orders")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** The status of a probe on the admin port. */
    int probe(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + support.getAdminPort() + path)))
                .statusCode();
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String order(String address, String item) {
        return json.createObjectNode().put("address", address).put("item", item).toString();
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(response.body(), e);
        }
    }

    @Override
    public void close() {
        support.after();
    }
}

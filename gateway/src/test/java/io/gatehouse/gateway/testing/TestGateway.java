package io.gatehouse.gateway.testing;

import static org.awaitility.Awaitility.await;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.dropwizard.util.Duration;
import io.gatehouse.gateway.GatewayApplication;
import io.gatehouse.gateway.GatewayConfiguration;
import io.gatehouse.gateway.auth.AccessTokenIssuer;
import io.gatehouse.gateway.auth.AccessTokens;
import io.gatehouse.servicekit.testing.TestLog;
import io.gatehouse.servicekit.token.KeyFile;
import io.gatehouse.servicekit.token.KeyFiles;
import io.gatehouse.servicekit.token.SigningKey;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real gateway on free ports, with keys of its own, in front of whatever a test puts behind it. */
public final class TestGateway implements AutoCloseable {

    public static final Path SHIPPED_CONFIGURATION = Path.of("gateway.yml");
    public static final Path SHIPPED_ROUTES = Path.of("routes.yml");

    public static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final DropwizardTestSupport<GatewayConfiguration> support;
    private final SigningKey accessKey = SigningKey.generate();
    private final Path folder;

    /** The shipped routes over these services. */
    public static TestGateway shipped(URI users, URI orders) {
        return shipped(users, orders, Map.of());
    }

    public static TestGateway shipped(URI users, URI orders, Map<String, String> settings) {
        try {
            return new TestGateway(Files.readString(SHIPPED_ROUTES), users, orders, settings);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public TestGateway(String routes, URI users, URI orders) {
        this(routes, users, orders, Map.of());
    }

    public TestGateway(String routes, URI users, URI orders, Map<String, String> settings) {
        this(SHIPPED_CONFIGURATION, routes, users, orders, settings);
    }

    /**
     * A configuration and routes of a test's own; the URLs of the services are put in place of the shipped defaults.
     *
     * @param settings values of the configuration by their path, {@code rateLimits.redis} for instance
     */
    public TestGateway(Path configuration, String routes, URI users, URI orders, Map<String, String> settings) {
        try {
            folder = Files.createTempDirectory("gateway");
            Files.writeString(
                    folder.resolve("routes.yml"),
                    routes.replace("http://localhost:8002", users.toString())
                            .replace("http://localhost:8003", orders.toString()));
            KeyFile.writePrivate(folder.resolve("internal.jwks.json"), List.of(SigningKey.generate()));
            KeyFile.writePublic(internalPublicKeys(), KeyFile.readPrivate(folder.resolve("internal.jwks.json")));
            KeyFile.writePrivate(folder.resolve("access.jwks.json"), List.of(accessKey));
            Map<String, String> all = new HashMap<>(Map.of(
                    "routes", folder.resolve("routes.yml").toString(),
                    "internalKeys", folder.resolve("internal.jwks.json").toString(),
                    "accessTokens.keys", folder.resolve("access.jwks.json").toString(),
                    "revocations.service", "",
                    "server.applicationConnectors[0].port", "0",
                    "server.adminConnectors[0].port", "0",
                    "logging.loggers.org\\.eclipse\\.jetty\\.server\\.AbstractConnector", "WARN"));
            all.put(
                    "logging.loggers.io\\.gatehouse\\.gateway\\.revocation\\.RevocationSettings",
                    TestLog.level("ERROR"));
            all.put("logging.level", TestLog.level("WARN"));
            all.putAll(settings);
            // They become system properties: a prefix of its own keeps them from other gateways.
            String prefix = folder.getFileName().toString();
            support = new DropwizardTestSupport<>(
                    GatewayApplication.class,
                    configuration.toString(),
                    prefix,
                    all.entrySet().stream()
                            .map(setting -> ConfigOverride.config(prefix, setting.getKey(), setting.getValue()))
                            .toArray(ConfigOverride[]::new));
            support.before();
            await().until(() -> support.getEnvironment()
                    .healthChecks()
                    .runHealthCheck("warm-up")
                    .isHealthy());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A route file without its rate limits, for tests that ask more often than they let. */
    public static String unlimited(String routes) {
        return routes.replaceAll("(?m)^ +rate-limit: .*\n", "");
    }

    public Path internalPublicKeys() {
        return folder.resolve("internal-public.jwks.json");
    }

    /** The private keys of access tokens, for tests that rotate them. */
    public Path accessKeys() {
        return folder.resolve("access.jwks.json");
    }

    /** The private keys of internal tokens. */
    public Path internalKeys() {
        return folder.resolve("internal.jwks.json");
    }

    /** The key that signed its tokens at first. */
    public SigningKey accessKey() {
        return accessKey;
    }

    /** The route file that it serves by, for tests that change it. */
    public Path routeFile() {
        return folder.resolve("routes.yml");
    }

    /** What a scrape of this metric shows, labels included. */
    public double metric(String name) {
        String scrape = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort() + "/metrics")))
                .body();
        return scrape.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no metric " + name));
    }

    public Environment environment() {
        return support.getEnvironment();
    }

    public int port() {
        return support.getLocalPort();
    }

    public int adminPort() {
        return support.getAdminPort();
    }

    public URI url(String pathQuery) {
        return URI.create("http://127.0.0.1:" + port() + pathQuery);
    }

    /** A good access token. */
    public String token(long userId, String userType) {
        return issuer(Clock.systemUTC()).issue(userId, userType, "session-of-" + userId);
    }

    /** An issuer of this gateway's tokens that lives at another time. */
    public AccessTokenIssuer issuer(Clock clock) {
        return new AccessTokenIssuer(
                new AccessTokens(KeyFiles.of("unused"), "gatehouse", "gatehouse-api", Duration.minutes(15)),
                now -> accessKey,
                clock);
    }

    public HttpRequest.Builder request(String pathQuery) {
        return HttpRequest.newBuilder(url(pathQuery));
    }

    public HttpRequest.Builder request(String pathQuery, long userId, String userType) {
        return request(pathQuery).header("Authorization", "Bearer " + token(userId, userType));
    }

    public static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a target as it stands, which no HTTP client would, and returns the whole answer. */
    public String rawGet(String target, String token) throws IOException {
        return raw("GET " + target + " HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\nAuthorization: Bearer " + token
                + "\r\n\r\n");
    }

    /**
     * Sends bytes as they stand and returns all that comes back until the gateway closes. It may do so before it has read
     * all of them: what it says first is returned all the same.
     */
    public String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            var answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            } catch (SocketException refused) {
                // The answer says why.
            }
            try {
                socket.getInputStream().transferTo(answer);
            } catch (SocketException closed) {
                // With bytes of ours unread, a close is a reset.
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    /** Sends bytes as they stand and returns the first line that comes back. */
    public String statusLine(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
        }
    }

    /** What a scrape of the admin port shows, one line a metric. */
    public String metrics() {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort() + "/metrics")))
                .body();
    }

    /** The number of connections to services that calls hold at this moment. */
    public int leasedConnections() {
        return (int) metric("gatehouse_gateway_upstream_connections_leased");
    }

    public long bufferedBytes() {
        return (long) metric("gatehouse_gateway_buffered_bytes");
    }

    /** What a scrape shows now of one metric: its lines, without those of other names. */
    public List<String> samples(String name) {
        String all = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort() + "/metrics")))
                .body();
        return all.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .toList();
    }

    /** The number of clients' requests that have not been answered to the end. */
    public long requestsInFlight() {
        return support.getEnvironment().metrics().getCounters().entrySet().stream()
                .filter(counter -> counter.getKey().endsWith(".active-requests"))
                .mapToLong(counter -> counter.getValue().getCount())
                .sum();
    }

    /** Drains as the gateway does, unless nothing is in flight: to wait for idle connections would cost a second. */
    @Override
    public void close() {
        if (requestsInFlight() == 0) {
            support.getEnvironment().getApplicationContext().getServer().setStopTimeout(0);
        }
        support.after();
    }
}

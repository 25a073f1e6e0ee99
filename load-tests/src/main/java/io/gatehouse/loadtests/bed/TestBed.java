package io.gatehouse.loadtests.bed;

import io.gatehouse.loadtests.Setting;
import io.gatehouse.loadtests.stub.StubUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A system to load: a gateway before the real services, or before a stub in their place. On free ports, with keys and
 * data of its own, so that whatever else runs here is left alone.
 */
public final class TestBed implements AutoCloseable {

    /** Connections from clients, and to a service. */
    private static final String MANY = "12000";

    private final List<ServerProcess> processes;
    private final URI url;
    private final @Nullable URI adminUrl;
    private final @Nullable URI upstreamUrl;

    private TestBed(List<ServerProcess> processes, URI url, @Nullable URI adminUrl, @Nullable URI upstreamUrl) {
        this.processes = processes;
        this.url = url;
        this.adminUrl = adminUrl;
        this.upstreamUrl = upstreamUrl;
    }

    /**
     * The gateway, users and orders, with empty databases; or the running system that {@code baseUrl} names.
     *
     * @param routes of the system that is started; one that runs has its own
     */
    public static TestBed system(Supplier<RaisedRoutes> routes) {
        return system(routes, Terms.quick());
    }

    /** The same on terms of its own, which a running system does not heed. */
    public static TestBed system(Supplier<RaisedRoutes> routes, Terms terms) {
        if (!Setting.BASE_URL.text().isEmpty()) {
            return running();
        }
        Path folder = folder("system");
        Map<String, String> environment = environment(Secrets.make(folder));
        environment.put("DEMO_ACCOUNTS", "true");
        environment.put("WARM_UP", "0s");
        environment.putAll(terms.environment());
        List<ServerProcess> processes = new ArrayList<>();
        try {
            var users = ServerProcess.application(
                    "users", folder, terms.users(), withDatabase(environment, folder.resolve("users")));
            processes.add(users);
            var orders = ServerProcess.application(
                    "orders", folder, terms.orders(), withDatabase(environment, folder.resolve("orders")));
            processes.add(orders);
            environment.put("USERS_SERVICE_URL", users.url().toString());
            environment.put("ORDERS_SERVICE_URL", orders.url().toString());
            environment.put("ROUTES", routes.get().write(folder).toString());
            var gateway = ServerProcess.application("gateway", folder, terms.gateway(), environment);
            processes.add(gateway);
            processes.forEach(process -> process.awaitProbe("/ready"));
            return new TestBed(processes, gateway.url(), gateway.adminUrl(), null);
        } catch (RuntimeException | Error e) {
            processes.forEach(ServerProcess::close);
            throw e;
        }
    }

    /** The gateway before the stub, as {@code ./stack} runs it. */
    public static TestBed stubbed(RaisedRoutes routes) {
        Path folder = folder("stubbed");
        var stub = ServerProcess.start("stub", folder, Installation.own(StubUpstream.class, "0"), Map.of());
        try {
            URI upstream = URI.create("http://127.0.0.1:" + stub.told("listens on 127\\.0\\.0\\.1:(\\d+)"));
            var gateway = gateway(folder, Secrets.make(folder), routes, upstream);
            gateway.awaitProbe("/ready");
            return new TestBed(List.of(gateway, stub), gateway.url(), gateway.adminUrl(), upstream);
        } catch (RuntimeException | Error e) {
            stub.close();
            throw e;
        }
    }

    /**
     * A gateway as {@code ./stack} runs it, of which nothing is awaited yet.
     *
     * @param flags of its JVM, besides those of {@code ./stack}
     */
    public static ServerProcess gateway(
            Path folder, Secrets secrets, RaisedRoutes routes, URI upstream, String... flags) {
        Map<String, String> environment = environment(secrets);
        environment.put("USERS_SERVICE_URL", upstream.toString());
        environment.put("ORDERS_SERVICE_URL", upstream.toString());
        environment.put("ROUTES", routes.write(folder).toString());
        environment.put("REVOCATIONS_SERVICE", ""); // of which the stub tells nothing
        environment.put("UPSTREAM_CONNECTIONS", MANY);
        environment.put("MAX_CONNECTIONS", MANY);
        List<String> all = new ArrayList<>(Terms.AS_SHIPPED);
        all.addAll(List.of(flags));
        return ServerProcess.application("gateway", folder, all, environment);
    }

    /** A new folder for one run's logs and secrets. */
    public static Path folder(String name) {
        try {
            Path parent =
                    Installation.ROOT.resolve("load-tests").resolve("target").resolve("beds");
            Files.createDirectories(parent);
            return Files.createTempDirectory(parent, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environment(Secrets secrets) {
        Map<String, String> environment = new HashMap<>(secrets.environment());
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("PORT", "0");
        environment.put("ADMIN_PORT", "0");
        environment.put("BIND_HOST", "127.0.0.1");
        return environment;
    }

    private static Map<String, String> withDatabase(Map<String, String> environment, Path file) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("DATABASE_URL", "jdbc:h2:file:" + file + ";WRITE_DELAY=0;LOCK_TIMEOUT=1500;DB_CLOSE_ON_EXIT=FALSE");
        all.put("DATABASE_USER", "");
        all.put("DATABASE_PASSWORD", "");
        return all;
    }

    private static TestBed running() {
        return new TestBed(List.of(), URI.create(Setting.BASE_URL.text()), null, null);
    }

    /** The gateway's port for clients. */
    public String url() {
        return url.toString();
    }

    /** The gateway's admin port. */
    public String adminUrl() {
        if (adminUrl == null) {
            throw new IllegalStateException("nobody told where the admin port is");
        }
        return adminUrl.toString();
    }

    /** The stub's port. */
    public String upstreamUrl() {
        if (upstreamUrl == null) {
            throw new IllegalStateException("this system has no stub");
        }
        return upstreamUrl.toString();
    }

    /** One of the processes of this bed, by the name of its service. */
    public ServerProcess process(String name) {
        return processes.stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no process of this bed is " + name));
    }

    /** An access token, got as a user gets it. */
    public String login(String username, String password) {
        return new Api(url).login(username, password);
    }

    /** Tokens of so many users; the stub knows everyone. */
    public List<String> tokens(int users) {
        return java.util.stream.IntStream.rangeClosed(1, users)
                .mapToObj(number -> login("user-" + number, "any password"))
                .toList();
    }

    @Override
    public void close() {
        processes.forEach(ServerProcess::close);
    }
}

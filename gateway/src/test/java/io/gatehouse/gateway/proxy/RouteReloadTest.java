package io.gatehouse.gateway.proxy;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropwizard.servlets.tasks.TaskServlet;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import io.gatehouse.servicekit.testing.Effort;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The route file changes while the gateway serves. */
class RouteReloadTest {

    private static final String ROUTES = """
            services:
              users: {urls: ["http://localhost:8002"]}
            base-paths: [/api]
            policies: {anyone: {}, admin: {user-types: [admin]}}
            defaults:
              policy: anyone
              timeouts: {connect: 1s, response: 5s, total: 5s}
              max-request-body: 1KiB
              max-response-body: 1MiB
            routes:
              GET /users: {service: users}
              POST /users: {service: users}
            """;

    private static final Duration SECONDS = Duration.ofSeconds(10);

    private final StubUpstream users = new StubUpstream();
    private final TestGateway gateway = new TestGateway(ROUTES, users.url(), users.url());

    @AfterEach
    void stop() {
        gateway.close();
        users.close();
    }

    @Test
    void nobody_notices_that_routes_come_and_go_or_that_the_file_is_broken() throws IOException {
        int swaps = Effort.of(3, 50);
        try (var load = new Load()) {
            for (int i = 1; i <= swaps; i++) {
                boolean opens = i % 2 == 1;
                replace(opens ? ROUTES + "  GET /orders: {service: users}\n" : ROUTES);
                await().atMost(SECONDS).until(() -> get("/api/orders") == (opens ? 200 : 404));
                users.forget();
            }
            assertThat(gateway.metric("gatehouse_gateway_route_reloads_total{result=\"ok\"}"))
                    .isEqualTo(swaps);

            replace(ROUTES.replace("service: users", "servise: users"));
            await().atMost(SECONDS)
                    .until(() -> gateway.metric("gatehouse_gateway_route_reloads_total{result=\"refused\"}") == 1);
            assertThat(gateway.metric("gatehouse_gateway_route_file_stale")).isEqualTo(1);
            load.awaitAnother(200);

            replace(ROUTES);
            await().atMost(SECONDS).until(() -> gateway.metric("gatehouse_gateway_route_file_stale") == 0);
            assertThat(load.failures()).isEmpty();
        }
    }

    @Test
    void a_larger_body_passes_as_soon_as_the_file_allows_it() throws IOException {
        assertThat(post(2000)).isEqualTo(413);

        replace(ROUTES.replace("1KiB", "4KiB"));
        await().atMost(SECONDS).until(() -> post(2000) == 200);
        assertThat(users.last().body()).hasSize(2000);
        assertThat(post(5000)).isEqualTo(413);
    }

    @Test
    void an_operation_is_closed_by_closing_it_in_the_file() throws IOException {
        assertThat(get("/api/users")).isEqualTo(200);

        replace(ROUTES.replace("policy: anyone", "policy: admin"));

        await().atMost(SECONDS).until(() -> get("/api/users") == 401);
    }

    @Test
    void no_endpoint_writes_routes() throws IOException {
        String before = Files.readString(gateway.routeFile());
        String wider = ROUTES + "  GET /orders: {service: users}\n";

        for (String path : new String[] {
            "/",
            "/routes",
            "/routes.yml",
            "/admin/routes",
            "/reload",
            "/tasks",
            "/tasks/routes",
            "/tasks/reload",
            "/metrics",
            "/ready",
            "/alive",
            "/healthcheck"
        }) {
            for (String method : new String[] {"PUT", "POST", "PATCH", "DELETE"}) {
                for (int port : new int[] {gateway.port(), gateway.adminPort()}) {
                    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .method(method, BodyPublishers.ofString(wider));
                    assertThat(send(request).statusCode())
                            .as(method + " " + path)
                            .isGreaterThanOrEqualTo(400);
                }
            }
        }
        assertThat(gateway.routeFile()).hasContent(before);
        assertThat(adminTasks()).containsExactlyInAnyOrder("gc", "log-level");
        assertThat(get("/api/orders")).isEqualTo(404);
    }

    private Stream<String> adminTasks() {
        return Arrays.stream(gateway.environment()
                        .getAdminContext()
                        .getServletHandler()
                        .getServlets())
                .map(RouteReloadTest::servlet)
                .filter(TaskServlet.class::isInstance)
                .flatMap(servlet -> ((TaskServlet) servlet).getTasks().stream())
                .map(task -> task.getName());
    }

    private static Object servlet(ServletHolder holder) {
        try {
            return holder.getServlet();
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    private void replace(String routes) throws IOException {
        Path draft = gateway.routeFile().resolveSibling("draft");
        Files.writeString(
                draft, routes.replace("http://localhost:8002", users.url().toString()));
        Files.move(draft, gateway.routeFile(), StandardCopyOption.ATOMIC_MOVE);
    }

    private int get(String path) {
        return send(gateway.request(path)).statusCode();
    }

    private int post(int bytes) {
        return send(gateway.request("/api/users").POST(BodyPublishers.ofString("x".repeat(bytes))))
                .statusCode();
    }

    /** Eight clients that read users, one request after the other, for as long as it is open. */
    private final class Load implements AutoCloseable {

        private static final int CLIENTS = 8;

        private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final AtomicInteger answered = new AtomicInteger();
        private volatile boolean over;

        Load() {
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(this::run);
            }
        }

        private void run() {
            while (!over) {
                try {
                    int status = get("/api/users");
                    if (status != 200) {
                        failures.add("status " + status);
                    }
                } catch (RuntimeException e) {
                    failures.add(e.toString());
                }
                answered.incrementAndGet();
            }
        }

        void awaitAnother(int requests) {
            int before = answered.get();
            await().atMost(SECONDS).until(() -> answered.get() >= before + requests);
        }

        Queue<String> failures() {
            return failures;
        }

        @Override
        public void close() {
            over = true;
            clients.shutdown();
            await().atMost(SECONDS).until(clients::isTerminated);
            System.out.println("Requests while the route file changed: " + answered + ", failed: " + failures.size());
        }
    }
}

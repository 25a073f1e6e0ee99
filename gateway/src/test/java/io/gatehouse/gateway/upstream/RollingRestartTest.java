package io.gatehouse.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.gateway.testing.Load;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import io.gatehouse.servicekit.testing.Effort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A service's instances are replaced one after the other while clients ask. */
class RollingRestartTest {

    private static final String ROUTES = """
            services:
              users: {urls: ["http://localhost:8002", "http://localhost:8003"]}
            base-paths: [/api]
            policies: {anyone: {}}
            defaults:
              policy: anyone
              timeouts: {connect: 1s, response: 5s, total: 5s}
              max-request-body: 1KiB
              max-response-body: 10KiB
            routes:
              GET /thing: {service: users, retry: {attempts: 2, when: [connect-failure, reset]}}
            """;

    private static final int CLIENTS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final StubUpstream.Answer ANSWER =
            StubUpstream.after(Duration.ofMillis(5), StubUpstream.json(200, "{}"));

    @Test
    void no_request_fails() {
        List<StubUpstream> instances = new ArrayList<>(List.of(start(0), start(0)));
        var over = new AtomicBoolean();
        try (var gateway =
                new TestGateway(ROUTES, instances.get(0).url(), instances.get(1).url())) {
            Load load = Load.start(CLIENTS, gateway.request("/api/thing").build(), () -> !over.get());
            for (int round = 0; round < Effort.of(1, 10); round++) {
                for (int i = 0; i < instances.size(); i++) {
                    StubUpstream instance = instances.get(i);
                    // Enough for the budget: each client may need a retry when its connection ends.
                    await().atMost(PATIENCE).until(() -> instance.requests() > 20 * CLIENTS);
                    int port = instance.port();
                    instance.drain();
                    StubUpstream other = instances.get(1 - i);
                    int before = other.requests();
                    await().atMost(PATIENCE).until(() -> other.requests() > before + 200);
                    instances.set(i, start(port));
                }
            }
            over.set(true);

            List<Load.Outcome> outcomes = load.outcomes();
            System.out.println("TRIAL rolling restart: " + outcomes.size() + " requests");
            assertThat(outcomes).extracting(Load.Outcome::status).containsOnly(200);
        } finally {
            over.set(true);
            instances.forEach(StubUpstream::close);
        }
    }

    private static StubUpstream start(int port) {
        var instance = new StubUpstream("127.0.0.1", port);
        instance.answers(ANSWER);
        return instance;
    }
}

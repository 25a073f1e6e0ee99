package io.gatehouse.gateway.revocation;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.gateway.testing.Load;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever keeps the users service busy, or makes it fail, keeps no token alive whose session has ended. */
class FeedUnderPressureTest {

    private static final int BOUND = 2;
    private static final Duration HELD = Duration.ofSeconds(4);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final FeedDouble feed = new FeedDouble();
    private final StubUpstream orders = new StubUpstream();
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        start(feed.url().toString(), Map.of("revocations.interval", "100ms"));
    }

    private void start(String users, Map<String, String> more) throws Exception {
        String routes = TestGateway.unlimited(Files.readString(TestGateway.SHIPPED_ROUTES))
                .replace("users: {urls", "users: {max-in-flight: " + BOUND + ", urls");
        Map<String, String> settings = new HashMap<>(Map.of(
                "revocations.service", "users",
                "upstream.breaker.minimumCalls", "5",
                "upstream.breaker.openTime", "1m"));
        settings.putAll(more);
        gateway = new TestGateway(
                routes.replace("${USERS_SERVICE_URL:-http://localhost:8002}", users),
                feed.url(),
                orders.url(),
                settings);
    }

    @AfterEach
    void stop() {
        gateway.close();
        feed.close();
        orders.close();
    }

    @Test
    void it_is_asked_while_as_many_calls_as_may_are_under_way() {
        feed.answersOthers(StubUpstream.after(HELD, StubUpstream.json(401, "{}")));
        List<CompletableFuture<HttpResponse<String>>> held = Stream.generate(
                        () -> TestGateway.HTTP.sendAsync(login().build(), BodyHandlers.ofString()))
                .limit(BOUND)
                .toList();
        await().until(() -> feed.asked().stream()
                        .filter(each -> each.pathQuery().equals("/login"))
                        .count()
                == BOUND);
        assertThat(send(login()).statusCode()).isEqualTo(503);
        assertThat(shed("in-flight")).isTrue();

        assertAnEndIsNoticed();

        assertThat(held).noneMatch(CompletableFuture::isDone);
        held.forEach(CompletableFuture::join);
    }

    @Test
    void it_is_asked_while_the_breaker_is_open() {
        feed.answersOthers(StubUpstream.json(502, "{}"));
        Load.of(50, 4, login().build());
        assertThat(send(login()).statusCode()).isEqualTo(503);
        assertThat(shed("no-instance")).isTrue();

        assertAnEndIsNoticed();
    }

    @Test
    void it_is_asked_at_another_instance_when_one_is_silent() throws Exception {
        try (var silent = new StubUpstream()) {
            silent.answers(StubUpstream.after(Duration.ofSeconds(30), StubUpstream.json(200, "{}")));
            gateway.close();
            start(feed.url() + "\", \"" + silent.url(), Map.of("revocations.interval", "1s"));
            await().until(() -> silent.requests() > 0);

            assertAnEndIsNoticed(Duration.ofSeconds(5));
        }
    }

    private void assertAnEndIsNoticed() {
        assertAnEndIsNoticed(SOON);
    }

    private void assertAnEndIsNoticed(Duration bound) {
        String token = gateway.issuer(Clock.systemUTC()).issue(7, "default", "ended");
        assertThat(ask(token)).isEqualTo(200);
        feed.revoke("ended");
        await().atMost(bound).until(() -> ask(token) == 401);
    }

    private boolean shed(String reason) {
        return gateway.metric("gatehouse_gateway_upstream_shed_total{reason=\"" + reason + "\",service=\"users\"}") > 0;
    }

    private HttpRequest.Builder login() {
        return gateway.request("/api/v1/login")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\": \"a\", \"password\": \"b\"}"));
    }

    private int ask(String token) {
        return send(gateway.request("/api/v1/orders").header("Authorization", "Bearer " + token))
                .statusCode();
    }
}

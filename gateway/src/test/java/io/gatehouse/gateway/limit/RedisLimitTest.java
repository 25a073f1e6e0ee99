package io.gatehouse.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import io.gatehouse.gateway.testing.TestRedis;
import io.lettuce.core.RedisClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisLimitTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static StubUpstream upstream;

    @BeforeAll
    static void start() {
        upstream = new StubUpstream();
    }

    @AfterAll
    static void stop() {
        upstream.close();
    }

    @BeforeEach
    void forget() {
        upstream.forget();
        upstream.answers(StubUpstream.json(200, "[]"));
    }

    @Test
    void two_gateways_share_one_limit() {
        try (var redis = TestRedis.started();
                var one = reaching(LimitedRoutes.onRedis(upstream, redis.url(), "closed"));
                var other = reaching(LimitedRoutes.onRedis(upstream, redis.url(), "closed"))) {
            HttpRequest.Builder toOne = one.request("/api/orders", 7, "default");
            HttpRequest.Builder toOther = other.request("/api/orders", 7, "default");

            var answers = IntStream.range(0, 300)
                    .mapToObj(i -> sendAsync(i % 2 == 0 ? toOne : toOther))
                    .toList();

            assertThat(count(answers, 200)).isBetween(98L, 102L);
            assertThat(count(answers, 200) + count(answers, 429)).isEqualTo(300);
        }
    }

    @Test
    void answers_tell_the_shared_count_and_bodies_arrive() {
        try (var redis = TestRedis.started();
                var one = reaching(LimitedRoutes.onRedis(upstream, redis.url(), "closed"));
                var other = reaching(LimitedRoutes.onRedis(upstream, redis.url(), "closed"))) {
            TestGateway.send(one.request("/api/orders", 7, "default"));

            var second = TestGateway.send(
                    other.request("/api/orders", 7, "default").POST(BodyPublishers.ofString("{\"item\":1}")));

            assertThat(second.statusCode()).isEqualTo(200);
            assertThat(second.headers().firstValue("RateLimit").orElseThrow()).matches("\"per-caller\";r=98;t=\\d\\d");
            assertThat(upstream.last().body()).isEqualTo("{\"item\":1}");
        }
    }

    @Test
    void keys_have_a_prefix_and_an_end() {
        try (var redis = TestRedis.started();
                var gateway = reaching(LimitedRoutes.onRedis(upstream, redis.url(), "closed"));
                var client = RedisClient.create(redis.url())) {
            TestGateway.send(gateway.request("/api/orders", 7, "default"));

            var commands = client.connect().sync();

            assertThat(commands.keys("*")).containsExactly("gatehouse:rate-limit:per-caller:100/PT1H/100:7");
            assertThat(commands.pttl("gatehouse:rate-limit:per-caller:100/PT1H/100:7"))
                    .isBetween(1L, 60_000L);
        }
    }

    @Test
    void redis_killed_under_load_lets_all_pass_counted_and_takes_over_again() {
        try (var redis = TestRedis.started();
                var gateway = reaching(LimitedRoutes.onRedis(upstream, redis.url(), "open"))) {
            exhaust(gateway);
            redis.kill();

            var answers = sendAll(gateway, 50);

            assertThat(count(answers, 200)).isEqualTo(50);
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().headers().firstValue("RateLimit"))
                            .isEmpty());
            assertThat(gateway.metrics())
                    .contains("gatehouse_gateway_rate_limit_store_failures_total{decision=\"open\"} 50.0")
                    .contains("gatehouse_gateway_rate_limit_store_reachable 0.0");

            redis.start();
            reaching(gateway);
            exhaust(gateway);
        }
    }

    @Test
    void redis_killed_with_closed_declared_refuses_with_503_and_takes_over_again() {
        try (var redis = TestRedis.started();
                var gateway = reaching(LimitedRoutes.onRedis(upstream, redis.url(), "closed"))) {
            redis.kill();

            var refused = TestGateway.send(gateway.request("/api/orders", 7, "default"));

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.body()).doesNotContain("127.0.0.1").doesNotContainIgnoringCase("redis");
            assertThat(TestGateway.send(gateway.request("/api/free", 7, "default"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(gateway.metrics()).contains("store_failures_total{decision=\"closed\"} 1.0");

            redis.start();
            reaching(gateway);
            assertThat(TestGateway.send(gateway.request("/api/orders", 7, "default"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_gateway_starts_without_redis_and_finds_it_later() {
        try (var redis = TestRedis.stopped();
                var gateway = LimitedRoutes.onRedis(upstream, redis.url(), "open")) {
            assertThat(TestGateway.send(gateway.request("/api/orders", 7, "default"))
                            .statusCode())
                    .isEqualTo(200);

            redis.start();
            reaching(gateway);

            assertThat(TestGateway.send(gateway.request("/api/orders", 7, "default"))
                            .headers()
                            .firstValue("RateLimit"))
                    .isPresent();
        }
    }

    @Test
    void a_frozen_redis_costs_its_timeout_and_no_threads() {
        try (var redis = TestRedis.started();
                var gateway = reaching(LimitedRoutes.onRedis(upstream, redis.url(), "open", "1s"))) {
            sendAll(gateway, 200).forEach(CompletableFuture::join);
            long threadsBefore = gatewayThreads();
            var inFlight = new AtomicLong();
            var threads = new AtomicLong();
            redis.freeze();

            long start = System.nanoTime();
            var answers = sendAll(gateway, 200);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                inFlight.accumulateAndGet(gateway.requestsInFlight(), Math::max);
                threads.accumulateAndGet(gatewayThreads() - threadsBefore, Math::max);
                return answers.stream().allMatch(CompletableFuture::isDone);
            });
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(count(answers, 200)).isEqualTo(200);
            assertThat(took).isBetween(Duration.ofMillis(990), Duration.ofSeconds(5));
            assertThat(inFlight.get()).isGreaterThan(64);
            assertThat(threads.get()).isLessThan(48);
            assertThat(gateway.metrics())
                    .contains("gatehouse_gateway_rate_limit_store_failures_total{decision=\"open\"} 200.0")
                    .contains("gatehouse_gateway_rate_limit_store_reachable 0.0");

            redis.thaw();
            reaching(gateway);
            assertThat(TestGateway.send(gateway.request("/api/orders", 8, "default"))
                            .headers()
                            .firstValue("RateLimit"))
                    .isPresent();
        }
    }

    @Test
    void a_password_is_used() {
        try (var redis = TestRedis.started("--requirepass", "s3cret");
                var gateway = reaching(LimitedRoutes.onRedis(
                        upstream, "redis://:s3cret@127.0.0.1:" + redis.port() + "/0", "closed"))) {
            assertThat(TestGateway.send(gateway.request("/api/orders", 7, "default"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    /** The same gateway, once it counts in Redis. */
    private static TestGateway reaching(TestGateway gateway) {
        await().atMost(PATIENCE)
                .until(() -> gateway.metrics().contains("gatehouse_gateway_rate_limit_store_reachable 1.0"));
        return gateway;
    }

    private static void exhaust(TestGateway gateway) {
        await().atMost(PATIENCE).until(() -> count(sendAll(gateway, 50), 429) == 50);
    }

    private static List<CompletableFuture<HttpResponse<String>>> sendAll(TestGateway gateway, int requests) {
        HttpRequest.Builder request = gateway.request("/api/orders", 7, "default");
        return IntStream.range(0, requests).mapToObj(i -> sendAsync(request)).toList();
    }

    private static CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return TestGateway.HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static long count(List<CompletableFuture<HttpResponse<String>>> answers, int status) {
        return answers.stream()
                .filter(answer -> answer.join().statusCode() == status)
                .count();
    }

    /** All threads but those of the test's client and of the stub, which share this JVM. */
    private static long gatewayThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("HttpClient-") && !name.startsWith("qtp"))
                .count();
    }
}

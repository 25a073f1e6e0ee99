package io.gatehouse.gateway.auth;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import io.gatehouse.servicekit.testing.Effort;
import io.gatehouse.servicekit.token.KeyFile;
import io.gatehouse.servicekit.token.SigningKey;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.sourceforge.argparse4j.inf.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys are rotated while two gateways that share them serve. */
class RotationUnderLoadTest {

    private static final String ROUTES = """
        services:
          users: {urls: ["http://localhost:8002"]}
          orders: {urls: ["http://localhost:8003"]}
        base-paths: [/api]
        policies: {anyone: {}, subscriber: {user-types: [default]}}
        defaults:
          policy: subscriber
          timeouts: {connect: 1s, response: 5s, total: 5s}
          max-request-body: 1KiB
          max-response-body: 1MiB
        routes:
          POST /login: {service: users, policy: anyone, issue-token: true}
          GET /orders: {service: orders}
        """;

    private static final Duration SECONDS = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StubUpstream users = new StubUpstream();
    private final StubUpstream orders = new StubUpstream();
    private final TestGateway one = new TestGateway(ROUTES, users.url(), orders.url());
    private final TestGateway other = new TestGateway(
            ROUTES,
            users.url(),
            orders.url(),
            Map.of(
                    "accessTokens.keys", one.accessKeys().toString(),
                    "internalKeys", one.internalKeys().toString()));

    @AfterEach
    void stop() {
        one.close();
        other.close();
        users.close();
        orders.close();
    }

    @Test
    void old_and_new_tokens_pass_at_both_and_nobody_is_refused() throws Exception {
        users.answers(StubUpstream.json(
                200, "{\"id\":7,\"user_type\":\"default\",\"session_id\":\"s\",\"refresh_token\":\"r\"}"));
        orders.answers(StubUpstream.json(200, "[]"));
        try (var load = new Clients()) {
            int rotations = Effort.of(1, 10);
            for (int i = 1; i <= rotations; i++) {
                rotate("6s"); // twice what it takes a gateway to read a changed file
                int keys = i + 1;
                await().atMost(SECONDS).until(() -> load.keysSeen.size() == keys);
            }
            await().atMost(SECONDS).until(() -> load.requests.get() > Effort.of(500, 5_000));

            assertThat(load.refusals).isEmpty();
            assertThat(load.keysSeen).hasSize(rotations + 1);
            System.out.printf(
                    "TRIAL rotation: %d keys, %d requests at two gateways, 0 refused%n",
                    load.keysSeen.size(), load.requests.get());
        }
    }

    @Test
    void internal_tokens_are_signed_with_the_new_key_once_its_time_has_come() throws Exception {
        orders.answers(StubUpstream.json(200, "[]"));
        String before = internalKeyId();

        new RotateKeyCommand(Clock.systemUTC())
                .run(
                        null,
                        arguments(
                                one.internalKeys().toString(),
                                one.internalPublicKeys().toString(),
                                "0s"));

        assertThat(KeyFile.readPublic(one.internalPublicKeys())).hasSize(2);
        // Tokens of each user are kept for half a minute: another one's is new.
        var user = new AtomicInteger(100);
        await().atMost(SECONDS)
                .until(() -> !internalKeyId(user.incrementAndGet()).equals(before));
    }

    @Test
    void a_broken_key_file_leaves_the_keys_from_before_and_is_shown() throws IOException {
        String token = one.token(7, "default");
        String keys = Files.readString(one.accessKeys());

        Files.writeString(one.accessKeys(), keys.substring(0, keys.length() / 2));

        await().atMost(SECONDS).until(() -> one.metric("keys_access_stale") == 1);
        assertThat(orders(one, token)).isEqualTo(200);
        Files.writeString(one.accessKeys(), keys);
        await().atMost(SECONDS).until(() -> one.metric("keys_access_stale") == 0);
    }

    @Test
    void a_key_that_is_taken_out_of_the_file_ends_its_tokens_though_they_are_remembered() throws IOException {
        String token = one.token(7, "default");
        assertThat(orders(one, token)).isEqualTo(200);

        KeyFile.writePrivate(one.accessKeys(), List.of(SigningKey.generate()));

        await().atMost(SECONDS).until(() -> orders(one, token) == 401);
    }

    @Test
    void the_published_keys_are_those_of_the_file_and_a_client_may_ask_whether_they_changed() throws Exception {
        var first = send(one.request("/.well-known/jwks.json"));
        var asJson = send(one.request("/.well-known/jwks.json").header("Accept", "application/json"));
        assertThat(first.headers().firstValue("Content-Type")).hasValue("application/jwk-set+json");
        assertThat(asJson.body()).isEqualTo(first.body());
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-transform, max-age=300");
        var same = send(one.request("/.well-known/jwks.json").header("If-None-Match", tag));
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();

        rotate("60s");

        await().atMost(SECONDS)
                .until(() -> send(one.request("/.well-known/jwks.json").header("If-None-Match", tag))
                                .statusCode()
                        == 200);
        assertThat(JSON.readTree(send(one.request("/.well-known/jwks.json")).body())
                        .get("keys"))
                .as("the next key too, before it signs")
                .hasSize(2);
    }

    @Test
    void a_thousand_random_key_ids_are_refused_and_nobody_is_asked() {
        String good = one.token(7, "default");
        String rest = good.substring(good.indexOf('.'));
        for (int i = 0; i < 1000; i++) {
            String header = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + UUID.randomUUID() + "\"}";
            assertThat(orders(one, part(header) + rest)).isEqualTo(401);
        }
        assertThat(users.requests() + orders.requests()).isZero();
    }

    private void rotate(String signsIn) throws IOException {
        new RotateKeyCommand(Clock.systemUTC())
                .run(null, arguments(one.accessKeys().toString(), null, signsIn));
    }

    private static Namespace arguments(String privateFile, String publicFile, String signsIn) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("private", privateFile);
        arguments.put("public", publicFile);
        arguments.put("signs-in", signsIn);
        arguments.put("longest-life", "24h");
        return new Namespace(arguments);
    }

    private String internalKeyId() {
        return internalKeyId(7);
    }

    private String internalKeyId(long userId) {
        assertThat(orders(one, one.token(userId, "default"))).isEqualTo(200);
        return keyId(orders.last().headers().get("Authorization").substring("Bearer ".length()));
    }

    private static String keyId(String token) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))))
                    .get("kid")
                    .textValue();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int orders(TestGateway gateway, String token) {
        return send(gateway.request("/api/orders").header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Log in at one gateway and ask both at once, with the new token and with one of some time ago. */
    private final class Clients implements AutoCloseable {

        private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
        private final Set<String> keysSeen = ConcurrentHashMap.newKeySet();
        private final AtomicInteger requests = new AtomicInteger();
        private final AtomicBoolean over = new AtomicBoolean();
        private final List<Thread> threads =
                List.of(new Thread(() -> run(one, other), "client 1"), new Thread(() -> run(other, one), "client 2"));

        Clients() {
            threads.forEach(Thread::start);
        }

        private void run(TestGateway login, TestGateway use) {
            Deque<String> tokens = new ArrayDeque<>();
            while (!over.get()) {
                String token = login(login);
                keysSeen.add(keyId(token));
                tokens.addLast(token);
                if (tokens.size() > 500) {
                    tokens.removeFirst();
                }
                for (TestGateway gateway : List.of(use, login)) {
                    for (String each : List.of(token, tokens.getFirst())) {
                        requests.incrementAndGet();
                        int status = orders(gateway, each);
                        if (status != 200) {
                            refusals.add(status + " for a token of key " + keyId(each));
                        }
                    }
                }
            }
        }

        private String login(TestGateway gateway) {
            try {
                var answer = send(gateway.request("/api/login").POST(BodyPublishers.ofString("{}")));
                return JSON.readTree(answer.body()).get("access_token").textValue();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws InterruptedException {
            over.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }
}

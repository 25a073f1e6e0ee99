package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.servicekit.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
final class IdempotencyTest {

    private static final String KEY = "Idempotency-Key";
    private static final String LAMP = OrdersService.order("a", "lamp");

    private static final AtomicLong users = new AtomicLong();
    private static String url;
    private static OrdersService service;

    private final long user = users.incrementAndGet();

    IdempotencyTest(TestDatabase database) {}

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) throws Exception {
        url = database.freshUrl();
        service = new OrdersService(url);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        service.close();
    }

    @Test
    void sameKeyAndBodyReplaysTheAnswer() {
        HttpResponse<String> first = service.post(user, LAMP, KEY, "k");
        HttpResponse<String> again = service.post(user, "{ \"item\":\"lamp\", \"address\":\"a\" }", KEY, "k");

        assertSameAnswer(first, again);
        assertThat(ordersOf(user)).isEqualTo(1);
    }

    @Test
    void sameKeyWithAnotherBodyIsRefused() {
        service.post(user, LAMP, KEY, "k");

        for (String other : List.of(OrdersService.order("a", "desk"), OrdersService.order("b", "lamp"))) {
            HttpResponse<String> response = service.post(user, other, KEY, "k");
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(OrdersService.json(response).path("detail").asText())
                    .isEqualTo("This Idempotency-Key was used with another body.");
        }
        assertThat(ordersOf(user)).isEqualTo(1);
    }

    @Test
    void faultyOrderDoesNotUseUpItsKey() {
        assertThat(service.post(user, "{\"address\":\"a\"}", KEY, "k").statusCode())
                .isEqualTo(422);
        assertThat(service.post(user, LAMP, KEY, "k").statusCode()).isEqualTo(201);
    }

    @Test
    void keysOfOthersAndOtherKeysAreIndependent() {
        long other = users.incrementAndGet();
        service.post(user, LAMP, KEY, "k");

        assertThat(service.post(other, LAMP, KEY, "k").statusCode()).isEqualTo(201);
        assertThat(service.post(user, LAMP, KEY, "K").statusCode()).isEqualTo(201);
        assertThat(service.post(user, LAMP).statusCode()).isEqualTo(201);
        assertThat(ordersOf(user)).isEqualTo(3);
        assertThat(ordersOf(other)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "~ with spaces, commas \"and\" quotes ~", "LONG"})
    void printableKeyIsAccepted(String key) {
        String value = key.equals("LONG") ? "x".repeat(255) : key;

        assertSameAnswer(service.post(user, LAMP, KEY, value), service.post(user, LAMP, KEY, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tab\tinside", "LONG"})
    void otherKeyIsRefused(String key) {
        HttpResponse<String> response = service.post(user, LAMP, KEY, key.equals("LONG") ? "x".repeat(256) : key);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(OrdersService.json(response).path("detail").asText())
                .isEqualTo("The Idempotency-Key header must be 1 to 255 printable ASCII characters.");
        assertThat(ordersOf(user)).isZero();
    }

    @Test
    void moreThanOneKeyIsRefused() {
        HttpResponse<String> response = service.post(user, LAMP, KEY, "k", KEY, "k");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(OrdersService.json(response).path("detail").asText())
                .isEqualTo("There is more than one Idempotency-Key header.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void fiftyPostsOfOneKeyAtOnceMakeOneOrder(int round) {
        List<CompletableFuture<HttpResponse<String>>> posts = IntStream.range(0, 50)
                .mapToObj(i -> service.sendAsync(service.posting(user, LAMP, KEY, "round " + round)))
                .toList();

        List<HttpResponse<String>> answers =
                posts.stream().map(CompletableFuture::join).toList();
        for (HttpResponse<String> answer : answers) {
            assertSameAnswer(answers.get(0), answer);
        }
        assertThat(ordersOf(user)).isEqualTo(1);
    }

    @Test
    void fiftyPostsOfAnExpiredKeyAtOnceMakeOneOrder() {
        service.post(user, LAMP, KEY, "k");
        service.clock.advance(Duration.ofHours(24));

        IntStream.range(0, 50)
                .mapToObj(i -> service.sendAsync(service.posting(user, LAMP, KEY, "k")))
                .toList()
                .forEach(post -> assertThat(post.join().statusCode()).isEqualTo(201));
        assertThat(ordersOf(user)).isEqualTo(2);
    }

    @Test
    void keyStandsForItsOrderFor24Hours() {
        HttpResponse<String> first = service.post(user, LAMP, KEY, "k");

        service.clock.advance(Duration.ofHours(24).minusMinutes(1));
        assertSameAnswer(first, service.post(user, LAMP, KEY, "k"));

        service.clock.advance(Duration.ofMinutes(1));
        HttpResponse<String> later = service.post(user, OrdersService.order("a", "desk"), KEY, "k");
        assertThat(later.statusCode()).as(later.body()).isEqualTo(201);
        assertThat(ordersOf(user)).isEqualTo(2);
    }

    @Test
    void expiredKeysAreSweptAndTheirOrdersStay() {
        service.post(user, LAMP, KEY, "old");
        service.clock.advance(Duration.ofHours(24));
        service.post(user, LAMP, KEY, "new");

        await().atMost(Duration.ofSeconds(10)).until(() -> keysOf(user) == 1);
        assertThat(ordersOf(user)).isEqualTo(2);
    }

    private static void assertSameAnswer(HttpResponse<String> first, HttpResponse<String> again) {
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().allValues("Location"))
                .hasSize(1)
                .isEqualTo(first.headers().allValues("Location"));
    }

    private static int ordersOf(long user) {
        return OrdersService.json(service.get(user, "/orders?limit=200")).size();
    }

    private static long keysOf(long user) throws Exception {
        // H2's file belongs to the service, which runs in this JVM and shares it.
        try (var connection = DriverManager.getConnection(url);
                var statement =
                        connection.prepareStatement("SELECT COUNT(*) FROM idempotency_keys WHERE user_id = ?")) {
            statement.setLong(1, user);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}

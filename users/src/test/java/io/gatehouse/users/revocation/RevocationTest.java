package io.gatehouse.users.revocation;

import static io.gatehouse.users.UsersService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.servicekit.testing.Effort;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.users.UsersService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gateway that follows the feed gets to know, whatever happens at the same time. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
final class RevocationTest {

    private static UsersService service;

    private final Jdbi jdbi = service.jdbi();
    private final Revocations revocations = new Revocations(jdbi, service.clock(), Duration.ofHours(24));

    RevocationTest(TestDatabase database) {}

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        service = UsersService.shared(database);
    }

    @BeforeEach
    void empty() {
        service.database().execute("DELETE FROM revocations");
    }

    @Test
    void tells_what_was_revoked_and_from_where_to_go_on() {
        String start = cursor(read(""));
        publish("one", "two");

        Instant now = service.clock().instant();
        JsonNode page = read(start);
        assertThat(page.fieldNames()).toIterable().containsExactly("revocations", "cursor", "more");
        assertThat(ids(page)).containsExactly("one", "two");
        assertThat(page.at("/revocations/0").fieldNames()).toIterable().containsExactly("session_id", "revoked_at");
        assertThat(Instant.parse(page.at("/revocations/0/revoked_at").asText()))
                .isBetween(now.minusSeconds(60), now.plusSeconds(1));
        assertThat(page.get("more").asBoolean()).isFalse();

        publish("three");
        assertThat(ids(read(cursor(page)))).containsExactly("three");
        assertThat(ids(read(""))).containsExactly("one", "two", "three");
    }

    @Test
    void stands_still_while_nothing_is_revoked() {
        publish("one");
        String cursor = cursor(read(""));

        assertThat(cursor(read(cursor))).isEqualTo(cursor);
        assertThat(ids(read(cursor))).isEmpty();
    }

    @Test
    void comes_in_pages_of_a_thousand() {
        String start = cursor(read(""));
        List<String> ids = IntStream.range(0, 2001).mapToObj(i -> "s" + i).toList();
        publish(ids.toArray(String[]::new));

        JsonNode first = read(start);
        JsonNode second = read(cursor(first));
        JsonNode third = read(cursor(second));

        assertThat(List.of(first, second, third))
                .extracting(page -> page.get("more").asBoolean())
                .containsExactly(true, true, false);
        assertThat(List.of(first, second, third))
                .extracting(page -> page.get("revocations").size())
                .containsExactly(1000, 1000, 1);
        List<String> all = new ArrayList<>(ids(first));
        all.addAll(ids(second));
        all.addAll(ids(third));
        assertThat(all).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "01", "1.0", "%20", "99999999999999999999", "%EF%BC%91", "null"})
    void refuses_what_never_was_a_cursor(String cursor) {
        HttpResponse<String> answer = service.sendAsNobody("GET", "/revocations?since=" + cursor, null);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("detail").asText()).isEqualTo("since must be the cursor of an earlier answer.");
    }

    @Test
    void says_of_a_cursor_of_another_feed_to_start_over() {
        assertGone("99999999999999999");
    }

    @Test
    void says_of_a_cursor_before_what_is_kept_to_start_over() {
        String before = cursor(read(""));
        publish("old");
        String known = cursor(read(before));
        service.clock().advance(Duration.ofHours(24).plusMillis(1));

        assertThat(revocations.sweep(1000)).isEqualTo(1);

        assertGone(before);
        assertThat(ids(read(known))).isEmpty();
        assertThat(cursor(read(""))).isEqualTo(known);
        publish("new");
        assertGone(before);
        assertThat(ids(read(known))).containsExactly("new");
        assertThat(ids(read(""))).containsExactly("new");
    }

    @Test
    void keeps_what_is_not_old_enough() {
        publish("young");
        service.clock().advance(Duration.ofHours(23));

        assertThat(revocations.sweep(1000)).isZero();

        assertThat(ids(read(""))).containsExactly("young");
    }

    /** The first transaction did its work before the second began, and commits after the second was read. */
    @Test
    void an_end_that_is_committed_late_follows_what_was_read_already() {
        String start = cursor(read(""));
        long slow = service.database().store("slow", "default");
        String late =
                json(service.login("slow", "correct horse")).get("session_id").asText();

        try (Handle held = jdbi.open()) {
            held.begin();
            held.execute("DELETE FROM sessions WHERE user_id = ?", slow);
            publish("quick");
            JsonNode seen = read(start);
            assertThat(ids(seen)).containsExactly("quick");

            revocations.publish(held, List.of(late));
            assertThat(ids(read(cursor(seen)))).isEmpty();
            held.commit();

            assertThat(ids(read(cursor(seen)))).containsExactly(late);
        }
    }

    /** Who has a place in the feed holds all others up, so that none behind it is seen before. */
    @Test
    void nobody_gets_a_place_while_one_that_was_given_is_not_committed() throws Exception {
        String start = cursor(read(""));
        try (Handle held = jdbi.open()) {
            held.begin();
            revocations.publish(held, List.of("first"));
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> publish("second"));
            await().during(Duration.ofMillis(200)).until(() -> !second.isDone());
            assertThat(ids(read(start))).isEmpty();

            held.commit();

            second.get();
            assertThat(ids(read(start))).containsExactly("first", "second");
        }
    }

    @Test
    void a_place_that_was_given_back_is_missed_by_nobody() {
        String start = cursor(read(""));
        try (Handle held = jdbi.open()) {
            held.begin();
            revocations.publish(held, List.of("never"));
            held.rollback();
        }
        publish("then");

        assertThat(ids(read(start))).containsExactly("then");
    }

    @Test
    void a_reader_who_follows_gets_each_entry_once_however_writers_overlap() throws Exception {
        String start = cursor(read(""));
        int perWriter = Effort.of(25, 400);
        Collection<String> written = new ConcurrentLinkedQueue<>();
        List<String> followed = new ArrayList<>();
        var threads = Executors.newFixedThreadPool(6);
        try {
            List<CompletableFuture<Void>> writers = IntStream.range(0, 6)
                    .mapToObj(writer -> CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < perWriter; i++) {
                                    String id = writer + "-" + i;
                                    transactionOfSomeLength(id);
                                    written.add(id);
                                }
                            },
                            threads))
                    .toList();
            var all = CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
            String cursor = start;
            boolean over;
            do {
                over = all.isDone();
                RevocationPage page = revocations.since(cursor);
                page.revocations().forEach(revocation -> followed.add(revocation.sessionId()));
                cursor = page.cursor();
            } while (!over);
            all.get();
        } finally {
            threads.shutdownNow();
        }

        assertThat(followed).hasSize(6 * perWriter).containsExactlyInAnyOrderElementsOf(written);
    }

    /** Work before the entry, of which the reader sees nothing, and some time between the entry and the commit. */
    private void transactionOfSomeLength(String id) {
        jdbi.useTransaction(handle -> {
            handle.execute("DELETE FROM sessions WHERE id = ?", id);
            linger(3);
            revocations.publish(handle, List.of(id));
            linger(2);
        });
    }

    private static void linger(int atMostMillis) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(atMostMillis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(String... ids) {
        jdbi.useTransaction(handle -> revocations.publish(handle, List.of(ids)));
    }

    private static void assertGone(String cursor) {
        HttpResponse<String> answer = service.sendAsNobody("GET", "/revocations?since=" + cursor, null);
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(json(answer).get("detail").asText())
                .isEqualTo("The history no longer reaches back to this cursor: start without since.");
    }

    private static JsonNode read(String since) {
        HttpResponse<String> answer =
                service.sendAsNobody("GET", "/revocations" + (since.isEmpty() ? "" : "?since=" + since), null);
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer);
    }

    private static String cursor(JsonNode page) {
        return page.get("cursor").asText();
    }

    private static List<String> ids(JsonNode page) {
        return page.get("revocations").findValuesAsText("session_id");
    }
}

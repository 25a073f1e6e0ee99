package io.gatehouse.users.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import io.gatehouse.servicekit.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class HashingPoolTest {

    private final AtomicInteger turnedAway = new AtomicInteger();
    private final LifecycleEnvironment lifecycle = new LifecycleEnvironment(new MetricRegistry());
    private final HashingPool pool =
            new HashingFactory(1, 1, 2).build(lifecycle).pool();

    @BeforeEach
    void start() throws Exception {
        for (var managed : lifecycle.getManagedObjects()) {
            managed.start();
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (var managed : lifecycle.getManagedObjects()) {
            managed.stop();
        }
    }

    private HashingPool full() {
        return new HashingPool(
                work -> {
                    throw new RejectedExecutionException();
                },
                () -> true,
                turnedAway::incrementAndGet,
                System::nanoTime);
    }

    @Test
    void tells_of_all_who_are_turned_away() {
        HashingPool full = full();

        assertTurnedAway(full.run(() -> "done").toCompletableFuture());
        assertThatThrownBy(full::requireRoom).isInstanceOf(ProblemException.class);

        assertThat(turnedAway).hasValue(2);
    }

    @Test
    void turns_away_at_once_what_would_wait_too_long() throws Exception {
        var release = new CountDownLatch(1);
        List<CompletableFuture<String>> accepted = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            accepted.add(pool.run(() -> {
                        release.await();
                        return "done";
                    })
                    .toCompletableFuture());
        }

        CompletableFuture<String> refused = pool.run(() -> "done").toCompletableFuture();

        assertTurnedAway(refused);
        assertThatThrownBy(pool::requireRoom).isInstanceOf(ProblemException.class);
        release.countDown();
        for (CompletableFuture<String> result : accepted) {
            assertThat(result.get()).isEqualTo("done");
        }
        assertThatCode(pool::requireRoom).doesNotThrowAnyException();
    }

    @Test
    void hashes_nothing_for_whom_has_waited_too_long_already() {
        var now = new AtomicLong();
        var queue = new ArrayDeque<Runnable>();
        var slow = new HashingPool(queue::add, () -> false, turnedAway::incrementAndGet, now::get);
        CompletableFuture<String> inTime = slow.run(() -> "done").toCompletableFuture();
        CompletableFuture<String> late = slow.run(() -> fail("hashed for nobody"))
                .thenApply(String::valueOf)
                .toCompletableFuture();

        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        queue.remove().run();
        now.incrementAndGet();
        queue.remove().run();

        assertThat(inTime).isCompletedWithValue("done");
        assertTurnedAway(late);
        assertThat(turnedAway).hasValue(1);
    }

    private static void assertTurnedAway(CompletableFuture<String> refused) {
        assertThat(refused).isCompletedExceptionally();
        assertThatThrownBy(refused::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.problem().status()).isEqualTo(503);
                    assertThat(retryAfter(problem)).isBetween(5, 15);
                });
    }

    private static int retryAfter(ProblemException problem) {
        return Integer.parseInt(problem.headers().getOrDefault("Retry-After", ""));
    }

    @Test
    void those_turned_away_together_do_not_come_back_together() {
        HashingPool full = full();
        Set<Integer> seconds = new TreeSet<>();
        for (int i = 0; i < 100; i++) {
            CompletableFuture<String> refused = full.run(() -> "done").toCompletableFuture();
            assertThatThrownBy(refused::get)
                    .cause()
                    .isInstanceOfSatisfying(ProblemException.class, problem -> seconds.add(retryAfter(problem)));
        }

        assertThat(seconds).hasSizeGreaterThan(2);
    }

    @Test
    void hands_on_exactly_what_the_work_threw() {
        var failure = new IOException("broken");

        assertThatThrownBy(() -> pool.run(() -> {
                            throw failure;
                        })
                        .toCompletableFuture()
                        .get())
                .hasCause(failure);
    }

    @Test
    void keeps_the_requests_id_in_the_log() throws Exception {
        MDC.put("request_id", "12345678");
        try {
            assertThat(pool.run(() -> MDC.get("request_id"))
                            .toCompletableFuture()
                            .get())
                    .isEqualTo("12345678");
        } finally {
            MDC.clear();
        }
        assertThat(pool.run(() -> String.valueOf(MDC.get("request_id")))
                        .toCompletableFuture()
                        .get())
                .isEqualTo("null");
    }
}

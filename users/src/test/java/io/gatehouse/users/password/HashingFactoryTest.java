package io.gatehouse.users.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashingFactoryTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LifecycleEnvironment lifecycle = new LifecycleEnvironment(new MetricRegistry());
    private final Set<Thread> before = threads();

    @AfterEach
    void stop() throws Exception {
        for (var managed : lifecycle.getManagedObjects()) {
            managed.stop();
        }
    }

    @Test
    void in_a_rush_threads_that_rest_have_passwords_hashed_by_one_that_gives_way() {
        var rests = new LongAdder();
        Hashing hashing = new HashingFactory(1, 0.5, 2).build(lifecycle, nanos -> rests.increment());
        long patience = System.nanoTime() + PATIENCE.toNanos();
        List<CompletableFuture<PasswordHash>> people = new ArrayList<>();
        while (rests.sum() == 0 || !isThereAThreadThatGivesWay()) {
            assertThat(System.nanoTime()).as("no rush").isLessThan(patience);
            people.add(signUp(hashing)); // there are always some who wait, and others who are turned away
            LockSupport.parkNanos(1_000_000);
        }
        people.forEach(each -> each.handle((hash, refused) -> hash).join());

        assertThat(signUp(hashing)).succeedsWithin(PATIENCE).satisfies(hash -> assertThat(
                        hashing.passwords().matches("correct horse", hash))
                .isTrue());
    }

    @Test
    void with_processors_to_spare_there_is_no_thread_that_gives_way() {
        new HashingFactory(1, 1, 2).build(lifecycle);

        assertThat(lifecycle.getManagedObjects()).hasSize(1);
    }

    private static CompletableFuture<PasswordHash> signUp(Hashing hashing) {
        return hashing.pool()
                .run(() -> hashing.passwords().hash("correct horse"))
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private boolean isThereAThreadThatGivesWay() {
        return threads().stream().anyMatch(thread -> !before.contains(thread));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("hashing-idle-"))
                .collect(Collectors.toSet());
    }
}

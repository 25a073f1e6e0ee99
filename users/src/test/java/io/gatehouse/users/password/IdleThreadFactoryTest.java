package io.gatehouse.users.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdleThreadFactoryTest {

    /** The 41st field of stat is the policy (proc(5)); the second is a name in parentheses. */
    private static final int POLICY = 41 - 3;

    private static final String SCHED_IDLE = "5";

    private final Executor threads =
            work -> new IdleThreadFactory().newThread(work).start();

    @Test
    void what_it_runs_gives_way_and_nothing_else_does() {
        assumeTrue(Files.exists(Path.of("/proc/thread-self")), "Linux knows the policy");
        assumeTrue(isOnPath("chrt"), "util-linux sets it");
        String before = policy();
        assumeTrue(!before.equals(SCHED_IDLE), "nothing to tell apart");

        assertThat(CompletableFuture.supplyAsync(IdleThreadFactoryTest::policy, threads)
                        .join())
                .isEqualTo(SCHED_IDLE);
        assertThat(policy()).isEqualTo(before).isNotEqualTo(SCHED_IDLE);
    }

    @Test
    void work_is_done_on_every_system() {
        assertThat(CompletableFuture.supplyAsync(() -> "done", threads))
                .succeedsWithin(Duration.ofMinutes(1))
                .isEqualTo("done");
    }

    private static String policy() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[POLICY];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}

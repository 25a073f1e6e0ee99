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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdleThreadFactoryTest {

    /** The 41st field of stat is the policy (proc(5)); the second is a name in parentheses. */
    private static final int POLICY = 41 - 3;

    private static final String SCHED_IDLE = "5";

    private static String policyOfOneMadeWith(String chrt) {
        Executor threads = work -> new IdleThreadFactory(chrt).newThread(work).start();
        return CompletableFuture.supplyAsync(IdleThreadFactoryTest::policy, threads)
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }

    @Test
    void what_it_runs_gives_way_and_nothing_else_does() throws Exception {
        assumeTrue(hasPolicies(), "Linux knows the policy");
        assumeTrue(mayGiveWay(), "util-linux sets it");
        String before = policy();
        assumeTrue(!before.equals(SCHED_IDLE), "nothing to tell apart");

        assertThat(policyOfOneMadeWith("chrt")).isEqualTo(SCHED_IDLE);
        assertThat(policy()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-program", "false"})
    void work_is_done_where_nothing_sets_it(String chrt) {
        assumeTrue(hasPolicies(), "Linux knows the policy");

        assertThat(policyOfOneMadeWith(chrt)).isEqualTo(policy());
    }

    @Test
    void work_is_done_on_every_system() {
        assertThat(CompletableFuture.supplyAsync(
                        () -> "done",
                        work -> new IdleThreadFactory("chrt").newThread(work).start()))
                .succeedsWithin(Duration.ofMinutes(1))
                .isEqualTo("done");
    }

    private static boolean hasPolicies() {
        return Files.exists(Path.of("/proc/thread-self"));
    }

    /** It may be there and not be let. */
    private static boolean mayGiveWay() throws InterruptedException {
        try {
            return new ProcessBuilder("chrt", "--idle", "0", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String policy() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[POLICY];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.gatehouse.users.password;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes threads for work that gives way to everything else in its control group, by Linux's scheduling policy
 * {@code SCHED_IDLE} (sched(7)): whoever wakes up on their processor goes first at once, where it would wait for the
 * kernel's next tick. Java knows no such thing, so {@code chrt} of util-linux is asked; where there is none, or it may
 * not, they are threads like any other.
 *
 * <p>What they run must hold no lock and no row that others wait for: while other work keeps every processor busy, they
 * come to a standstill. A thread inherits the policy of the one that starts it, so they must start none.
 */
final class IdleThreadFactory implements ThreadFactory {

    private static final Logger log = LoggerFactory.getLogger(IdleThreadFactory.class);

    /** A link to {@code <process>/task/<thread>} of the one who looks (proc(5)). */
    private static final Path SELF = Path.of("/proc/thread-self");

    private static final long LONGEST_SECONDS = 5;

    private final String chrt;
    private final AtomicInteger made = new AtomicInteger();

    /** @param chrt the program's name */
    IdleThreadFactory(String chrt) {
        this.chrt = chrt;
    }

    @Override
    public Thread newThread(Runnable work) {
        return new Thread(
                () -> {
                    try {
                        giveWay();
                    } finally {
                        work.run(); // whoever asked for it waits
                    }
                },
                "hashing-idle-" + made.getAndIncrement());
    }

    private void giveWay() {
        if (!Files.isSymbolicLink(SELF)) {
            return;
        }
        try {
            String thread = Files.readSymbolicLink(SELF).getFileName().toString();
            Process process = new ProcessBuilder(chrt, "-i", "-p", "0", thread)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                tell(chrt + " did not end");
            } else if (process.exitValue() != 0) {
                tell(chrt + " failed");
            }
        } catch (IOException e) {
            tell(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(@Nullable String why) {
        log.info("Passwords are hashed with the priority of everything else: {}", why);
    }
}

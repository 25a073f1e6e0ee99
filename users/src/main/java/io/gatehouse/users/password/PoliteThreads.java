package io.gatehouse.users.password;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that give way to all others when processors are short. Each asks the system for it once, as it starts, by
 * {@code renice} (POSIX), which on Linux takes a single thread. The JVM's own priorities are no way: there it heeds them
 * under {@code -XX:ThreadPriorityPolicy=1} only, which warns at each start and, as root, puts compiler and collector
 * before the requests. Where there is no such program, threads are as all others are.
 */
final class PoliteThreads implements ThreadFactory {

    private static final Logger log = LoggerFactory.getLogger(PoliteThreads.class);

    /** Of Linux: the thread that asks. */
    private static final Path THREAD = Path.of("/proc/thread-self");

    private final AtomicInteger count = new AtomicInteger();
    private final String name;
    private final int nice;

    /**
     * Threads of a pool.
     *
     * @param name of the pool
     * @param nice how far they give way, up to 19; 0 for not at all
     */
    PoliteThreads(String name, int nice) {
        this.name = name;
        this.nice = nice;
    }

    @Override
    public Thread newThread(Runnable work) {
        Runnable politely = () -> {
            giveWay();
            work.run();
        };
        return new Thread(politely, name + "-" + count.getAndIncrement());
    }

    private void giveWay() {
        if (nice == 0 || !Files.exists(THREAD)) {
            return;
        }
        try {
            String thread = THREAD.toRealPath().getFileName().toString();
            int exit = new ProcessBuilder("renice", "-n", String.valueOf(nice), "-p", thread)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (exit != 0) {
                log.info("Hashing does not give way to requests: renice ended with {}", exit);
            }
        } catch (IOException e) {
            log.info("Hashing does not give way to requests: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

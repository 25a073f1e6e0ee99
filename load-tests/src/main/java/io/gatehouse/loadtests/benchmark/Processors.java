package io.gatehouse.loadtests.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Gives processes a processor of their own, by Linux's {@code taskset}. */
final class Processors {

    private Processors() {}

    /** Whether there is the program for it, and a processor to give away. */
    static boolean arePinnable() {
        try {
            return Runtime.getRuntime().availableProcessors() > 1 && run("taskset", "--version") == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** From now on all threads of a process run there and nowhere else, those that it has and those that it will have. */
    static void pin(long pid, int processor) {
        int exit = run("taskset", "-a", "-c", "-p", String.valueOf(processor), String.valueOf(pid));
        if (exit != 0) {
            throw new IllegalStateException("taskset cannot move process " + pid + ": exit status " + exit);
        }
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

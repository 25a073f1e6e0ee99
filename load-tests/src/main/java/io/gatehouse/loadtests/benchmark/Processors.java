package io.gatehouse.loadtests.benchmark;

/** Gives processes a processor of their own, by Linux's {@code taskset}. */
final class Processors {

    private Processors() {}

    /** Whether there is the program for it, and a processor to give away. */
    static boolean arePinnable() {
        return Runtime.getRuntime().availableProcessors() > 1 && Command.succeeds("taskset", "--version");
    }

    /** From now on all threads of a process run there and nowhere else, those that it has and those that it will have. */
    static void pin(long pid, int processor) {
        if (!Command.succeeds("taskset", "-a", "-c", "-p", String.valueOf(processor), String.valueOf(pid))) {
            throw new IllegalStateException("taskset cannot move process " + pid + ".");
        }
    }
}

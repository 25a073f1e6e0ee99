package io.gatehouse.loadtests.benchmark;

import io.gatehouse.loadtests.bed.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Passwords hashed by a process that takes no requests, and gives way to whatever else wants to run (Linux's
 * {@code SCHED_IDLE}): what others notice of hashing itself, however well a service would do all the rest of a login.
 */
final class BareHashing implements AutoCloseable {

    private final Process process;

    private BareHashing(Process process) {
        this.process = process;
    }

    /** Whether there is the program for it. */
    static boolean isPossible() {
        return Command.succeeds("chrt", "--version");
    }

    /** Begins, and returns when the compiler is through with it. */
    static BareHashing start() {
        List<String> command = new ArrayList<>(List.of("chrt", "--idle", "0"));
        command.addAll(Installation.own(HashingLoop.class));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.inputReader().readLine() == null) {
                throw new IllegalStateException("The process that hashes has ended.");
            }
            return new BareHashing(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

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
    private final Thread killer;

    private BareHashing(Process process) {
        this.process = process;
        this.killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /** Whether there is the program for it. */
    static boolean isPossible() {
        return Command.succeeds("chrt", "--idle", "0", "true");
    }

    /** Begins, and returns when the compiler is through with it. */
    static BareHashing start() {
        List<String> command = new ArrayList<>(List.of("chrt", "--idle", "0"));
        command.addAll(Installation.own(HashingLoop.class));
        try {
            var hashing = new BareHashing(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            if (hashing.process.inputReader().readLine() == null) {
                hashing.close();
                throw new IllegalStateException("The process that hashes has ended.");
            }
            return hashing;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        Runtime.getRuntime().removeShutdownHook(killer);
    }
}

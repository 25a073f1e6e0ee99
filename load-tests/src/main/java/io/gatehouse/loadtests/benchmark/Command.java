package io.gatehouse.loadtests.benchmark;

import java.io.IOException;

/** Programs of the system that tell something by their exit status alone. */
final class Command {

    private Command() {}

    /** Whether there is such a program, and it ends with 0. */
    static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is none
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

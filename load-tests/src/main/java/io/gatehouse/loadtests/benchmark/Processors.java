package io.gatehouse.loadtests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** This machine's. Gives processes one of their own, by Linux's {@code taskset}. */
final class Processors {

    private Processors() {}

    /** Name, family and model, where {@code /proc/cpuinfo} tells them. */
    static Optional<String> kind() {
        try {
            Map<String, String> told = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .map(line -> line.split("\\s*:\\s*", 2))
                    .filter(pair -> pair.length == 2)
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, next) -> first));
            return Optional.ofNullable(told.get("model name"))
                    .map(name -> "%s, family %s, model %s".formatted(name, told.get("cpu family"), told.get("model")));
        } catch (IOException e) { // no Linux
            return Optional.empty();
        }
    }

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

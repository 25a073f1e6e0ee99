package io.gatehouse.gateway.route;

import io.gatehouse.servicekit.startup.StartupException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A route file that is not usable, with every fault that was found: file, line, what is wrong, what to do. */
public final class RouteFileException extends StartupException {

    /** One fault; {@code line} counts from 1. */
    public record Fault(int line, String message) {

        /** The fault as compilers tell theirs, which editors can jump to. */
        public String in(Path file) {
            return in(file, "");
        }

        /**
         * The fault with a word that says how grave it is.
         *
         * @param kind what stands before the message, as in {@code "warning: "}
         */
        public String in(Path file, String kind) {
            return file + ":" + line + ": " + kind + message;
        }
    }

    private final transient List<Fault> faults;

    RouteFileException(Path file, List<Fault> faults) {
        super(faults.stream().map(fault -> fault.in(file)).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}

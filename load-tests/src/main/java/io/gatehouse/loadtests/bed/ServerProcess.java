package io.gatehouse.loadtests.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** A server in a process of its own, which logs to a file and tells there on which ports it listens. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_MILLIS = 10;

    /** Users hashes passwords: where processors are scarce the others go first, in {@code ./stack} and Compose too. */
    private static final List<String> GIVING_WAY = List.of("nice", "-n", "10");

    private final String name;
    private final LogFile log;
    private final Process process;
    private final long startedAt = System.nanoTime();
    private final Thread killer;

    private ServerProcess(String name, LogFile log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /**
     * Starts a program.
     *
     * @param folder where it writes {@code <name>.log}
     * @param environment besides that of this process
     */
    public static ServerProcess start(String name, Path folder, List<String> command, Map<String, String> environment) {
        Path log = folder.resolve(name + ".log");
        var builder = new ProcessBuilder(command)
                .directory(Installation.ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new ServerProcess(name, new LogFile(log), builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** One of our applications, on free ports of the loopback. */
    static ServerProcess application(String name, Path folder, List<String> flags, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        if (name.equals("users")) {
            command.addAll(GIVING_WAY);
        }
        command.add(Installation.java());
        command.addAll(flags);
        command.addAll(List.of("-jar", Installation.jar(name).toString(), "server", name + "/" + name + ".yml"));
        ServerProcess process = start(name, folder, command, environment);
        return process;
    }

    String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    /** How long ago the process was started. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Where one of our applications listens for clients, once it does. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + told("Started application@.*:(\\d+)\\}"));
    }

    public URI adminUrl() {
        return URI.create("http://127.0.0.1:" + told("Started admin@.*:(\\d+)\\}"));
    }

    /** Waits until the log has a line that matches, and returns the first group. */
    public String told(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        await(() -> log.first(wanted).isPresent());
        return log.first(wanted).orElseThrow();
    }

    /** Waits until a probe on the admin port answers 200, and tells how old the process is then. */
    public Duration awaitProbe(String path) {
        URI probe = adminUrl().resolve(path);
        await(() -> status(probe) == 200);
        return age();
    }

    /** Waits until something accepts connections on a port of the loopback. */
    public void awaitListening(int port) {
        await(() -> {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        });
    }

    private void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || age().compareTo(PATIENCE) > 0) {
                throw new IllegalStateException(name + (process.isAlive() ? " does not get ready" : " has died")
                        + ". The end of " + log + ":\n" + log.tail());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private static int status(URI probe) {
        try {
            var connection = (HttpURLConnection) probe.toURL().openConnection();
            connection.setReadTimeout(1_000);
            try {
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds() / 3, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(killer);
    }
}

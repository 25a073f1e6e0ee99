package io.gatehouse.gateway.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import redis.embedded.core.ExecutableProvider;

/** A real Redis in a process of its own, which can be killed, frozen and started again on the same port. */
public final class TestRedis implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int port;
    private final List<String> settings;
    private Process process;

    private TestRedis(int port, List<String> settings) {
        this.port = port;
        this.settings = settings;
    }

    /** A port for a Redis that may be started later. */
    public static TestRedis stopped(String... settings) {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new TestRedis(free.getLocalPort(), List.of(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Redis that runs, with more on its command line. */
    public static TestRedis started(String... settings) {
        TestRedis redis = stopped(settings);
        redis.start();
        return redis;
    }

    /** Starts it, or skips the test where the binary from the Maven repository does not run, without OpenSSL 3 for instance. */
    public void start() {
        try {
            File executable = ExecutableProvider.newJarResourceProvider().get();
            List<String> command = new ArrayList<>(List.of(executable.getPath(), "--bind", "127.0.0.1", "--save", ""));
            if (!settings.contains("--tls-port")) {
                command.addAll(List.of("--port", Integer.toString(port)));
            }
            settings.forEach(setting -> command.add(setting.replace("{port}", Integer.toString(port))));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("SKIPPED: the embedded redis-server does not run on this machine: " + e);
        }
        await().atMost(PATIENCE).until(() -> listens() || !process.isAlive());
        Assumptions.assumeTrue(
                process.isAlive(),
                "SKIPPED: the embedded redis-server does not run on this machine; it needs OpenSSL 3");
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** It keeps its connections and answers nothing. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + exit);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}

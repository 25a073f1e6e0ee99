package io.gatehouse.servicekit.testing;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service in a JVM of its own, for tests that kill it. It takes free ports, unless PORT and ADMIN_PORT say others,
 * and tells which through Jetty's line in its log, so that no port is guessed.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LINES_KEPT = 100;
    private static final Pattern LISTENING =
            Pattern.compile("Started (application|admin)@[0-9a-f]+\\{.*\\}\\{.*:(\\d+)\\}");

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final CompletableFuture<Integer> adminPort = new CompletableFuture<>();
    private final Deque<String> log = new ArrayDeque<>();

    private ServiceProcess(Process process) {
        this.process = process;
    }

    /**
     * Runs {@code main server config} on this test's class path and returns once the service is ready.
     *
     * @param environment variables that the configuration file asks for
     */
    public static ServiceProcess start(Class<?> main, Path config, Map<String, String> environment) throws IOException {
        return start(main.getName(), System.getProperty("java.class.path"), config, environment);
    }

    /** Runs a class that this test's own class path need not have. */
    public static ServiceProcess start(String main, String classPath, Path config, Map<String, String> environment)
            throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Starts in half the time, and these processes do not live long.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                classPath,
                main,
                "server",
                config.toString());
        builder.redirectErrorStream(true);
        builder.environment().putAll(Map.of("PORT", "0", "ADMIN_PORT", "0"));
        builder.environment().putAll(environment);
        var service = new ServiceProcess(builder.start());
        var reader = new Thread(service::readLog, "log of " + main);
        reader.setDaemon(true);
        reader.start();
        try {
            service.awaitReady();
        } catch (RuntimeException | Error e) {
            service.kill();
            throw new IllegalStateException(main + " did not get ready:\n" + service.tail(), e);
        }
        return service;
    }

    /** Where it listens, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + get(port);
    }

    public String adminUrl() {
        return "http://127.0.0.1:" + get(adminPort);
    }

    /** Asks it to stop, as Kubernetes does, and returns at once. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end; false when it still runs after this time. */
    public boolean endsWithin(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Bytes that its objects take after a full collection. */
    public long liveHeap() {
        String total = figures("GC.class_histogram")
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(total.trim().replaceFirst("Total +\\d+ +", ""));
    }

    public long threads() {
        return figures("Thread.print")
                .lines()
                .filter(line -> line.startsWith("\""))
                .count();
    }

    private String figures(String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            var figures = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), command).start();
            return new String(figures.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as kill -9 does, and returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Asks it to stop, and kills it when it does not. */
    @Override
    public void close() {
        process.destroy();
        awaitExit();
    }

    /** The last lines that it logged. */
    public String tail() {
        synchronized (log) {
            return String.join("\n", log);
        }
    }

    private void awaitReady() {
        HttpClient client = HttpClient.newHttpClient();
        var probe = HttpRequest.newBuilder(URI.create(adminUrl() + "/ready")).build();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> client.send(probe, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    private void readLog() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    var which = listening.group(1).equals("admin") ? adminPort : port;
                    which.complete(Integer.valueOf(listening.group(2)));
                }
            }
        } catch (IOException e) {
            keep(e.toString());
        }
        for (var which : List.of(port, adminPort)) {
            which.completeExceptionally(new IOException("The process ended."));
        }
    }

    private void keep(String line) {
        synchronized (log) {
            log.addLast(line);
            if (log.size() > LINES_KEPT) {
                log.removeFirst();
            }
        }
    }

    private int get(CompletableFuture<Integer> known) {
        try {
            return known.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("It does not listen. Its last words:\n" + tail(), e);
        }
    }

    private void awaitExit() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}

package io.gatehouse.contracts.browser;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Chromium of the machine's without a window. Its DevTools protocol is asked over the
 * JDK's WebSocket: what a test needs of it is little, and the libraries for it are tens or hundreds of megabytes.
 */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final Path LOG = Path.of("target", "chromium.log");

    private final Path profile;
    private final Process process;

    private Chromium(Path profile, Process process) {
        this.profile = profile;
        this.process = process;
    }

    /** The program to start, if this machine has one: the one that {@code CHROMIUM} names, or one on the path. */
    public static Optional<Path> find() {
        String named = System.getenv("CHROMIUM");
        Stream<Path> candidates = named != null
                ? Stream.of(Path.of(named))
                : NAMES.stream().flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, name)));
        return candidates.filter(Files::isExecutable).findFirst();
    }

    /**
     * Starts one.
     *
     * @param profile an empty folder for what it keeps
     */
    public static Chromium start(Path program, Path profile) {
        try {
            Process process = new ProcessBuilder(
                            program.toString(),
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--window-size=1280,1400",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile,
                            "about:blank")
                    .redirectErrorStream(true)
                    .redirectOutput(LOG.toFile())
                    .start();
            return new Chromium(profile, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tab that it has opened. */
    public Tab tab() {
        Path port = profile.resolve("DevToolsActivePort");
        await("DevTools of Chromium, whose log is " + LOG.toAbsolutePath())
                .atMost(Duration.ofSeconds(30))
                .until(() -> Files.exists(port) && Files.readAllLines(port).size() > 1);
        try (InputStream list = URI.create(
                        "http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list")
                .toURL()
                .openStream()) {
            JsonNode targets = new ObjectMapper().readTree(list);
            for (JsonNode target : targets) {
                if (target.path("type").asText().equals("page")) {
                    return Tab.connect(
                            URI.create(target.get("webSocketDebuggerUrl").asText()));
                }
            }
            throw new IllegalStateException("no tab in " + targets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

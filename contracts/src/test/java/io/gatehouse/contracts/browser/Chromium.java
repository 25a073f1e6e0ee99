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
 * A Chromium of the machine's without a window and with a profile of its own. Its DevTools protocol is asked over the
 * JDK's WebSocket: what a test needs of it is little, and the libraries for it are tens or hundreds of megabytes.
 */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final Process process;
    private final int port;

    private Chromium(Process process, int port) {
        this.process = process;
        this.port = port;
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

    public static Chromium start(Path program) {
        try {
            Path profile = Files.createTempDirectory("chromium");
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
                    .redirectOutput(profile.resolve("log").toFile())
                    .start();
            Path file = profile.resolve("DevToolsActivePort");
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(file) && Files.size(file) > 0);
            return new Chromium(
                    process, Integer.parseInt(Files.readAllLines(file).get(0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tab that it has opened. */
    public Tab tab() {
        try (InputStream list =
                URI.create("http://127.0.0.1:" + port + "/json/list").toURL().openStream()) {
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
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

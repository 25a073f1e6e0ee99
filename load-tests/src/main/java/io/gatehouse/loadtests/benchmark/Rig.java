package io.gatehouse.loadtests.benchmark;

import io.gatehouse.loadtests.Setting;
import io.gatehouse.loadtests.bed.Api;
import io.gatehouse.loadtests.bed.Installation;
import io.gatehouse.loadtests.bed.RaisedRoutes;
import io.gatehouse.loadtests.bed.Secrets;
import io.gatehouse.loadtests.bed.ServerProcess;
import io.gatehouse.loadtests.bed.TestBed;
import io.gatehouse.loadtests.generator.LoadGenerator;
import io.gatehouse.loadtests.stub.StubUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A stub upstream, and what is needed to put gateways before it and load them. */
final class Rig implements AutoCloseable {

    static final String PLAIN = "/orders/17";
    static final String FIELDS = "/me";

    private final Path folder = TestBed.folder("benchmark");
    private final Secrets secrets = Secrets.make(folder);
    private final ServerProcess stub =
            ServerProcess.start("stub", folder, Installation.own(StubUpstream.class, "0"), Map.of());
    private final URI upstream = URI.create("http://127.0.0.1:" + stub.told("listens on 127\\.0\\.0\\.1:(\\d+)"));

    Path folder() {
        return folder;
    }

    URI upstream() {
        return upstream;
    }

    /**
     * A gateway that has just been started. All of a rig's accept each other's tokens.
     *
     * @param flags of its JVM, besides those of {@code ./stack}
     */
    ServerProcess gateway(String name, RaisedRoutes routes, String... flags) {
        Path own = folder.resolve(name);
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TestBed.gateway(own, secrets, routes, upstream, flags);
    }

    /**
     * Runs a gateway that leaves a class archive behind, as {@code ./stack} does, and gets tokens from it.
     *
     * @return tokens that all gateways of this rig accept
     */
    List<String> train() {
        try (ServerProcess gateway =
                gateway("training", RaisedRoutes.shipped(), "-XX:ArchiveClassesAtExit=" + archive())) {
            gateway.awaitProbe("/ready");
            List<String> tokens = tokens(gateway.url());
            try (var load = new LoadGenerator(gateway.url(), requests(FIELDS, tokens), 1)) {
                load.closed(Duration.ofSeconds(1));
            }
            return tokens;
        }
    }

    /** The option by which a JVM takes its classes from that archive. */
    String archived() {
        return "-XX:SharedArchiveFile=" + archive();
    }

    private Path archive() {
        return folder.resolve("gateway.jsa");
    }

    /** Tokens that all gateways of this rig accept, got from one of them. */
    List<String> tokens(URI gateway) {
        var api = new Api(gateway);
        return IntStream.rangeClosed(1, Setting.CALLERS.number())
                .mapToObj(number -> api.login("user-" + number, "any password"))
                .toList();
    }

    /** A GET by each caller. */
    static List<byte[]> requests(String path, List<String> tokens) {
        return tokens.stream()
                .map(token ->
                        bytes("GET /api/v1" + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
                                + "User-Agent: gatehouse-benchmark\r\nAuthorization: Bearer " + token + "\r\n\r\n"))
                .toList();
    }

    /** A GET as the service sees it. */
    static List<byte[]> direct(String path) {
        return List.of(bytes("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
                + "User-Agent: gatehouse-benchmark\r\n\r\n"));
    }

    private static byte[] bytes(String request) {
        return request.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        stub.close();
    }
}

package io.gatehouse.gateway.testing;

import io.gatehouse.gateway.GatewayApplication;
import io.gatehouse.servicekit.testing.ServiceProcess;
import io.gatehouse.servicekit.token.KeyFile;
import io.gatehouse.servicekit.token.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway in a JVM of its own with a heap of 256 MB, over routes that anyone may use. */
public final class GatewayProcess implements AutoCloseable {

    private final ServiceProcess process;

    /** @param environment what differs from gateway.yml's defaults */
    public GatewayProcess(String routes, Map<String, String> environment) throws IOException {
        Path folder = Files.createTempDirectory("gateway");
        Files.writeString(folder.resolve("routes.yml"), routes);
        KeyFile.writePrivate(folder.resolve("internal.jwks.json"), List.of(SigningKey.generate()));
        var all = new HashMap<>(environment);
        all.put("ROUTES", folder.resolve("routes.yml").toString());
        all.put("INTERNAL_KEYS", folder.resolve("internal.jwks.json").toString());
        KeyFile.writePrivate(folder.resolve("access.jwks.json"), List.of(SigningKey.generate()));
        all.put("ACCESS_KEYS", folder.resolve("access.jwks.json").toString());
        all.put("REVOCATIONS_SERVICE", "");
        process = ServiceProcess.start(GatewayApplication.class, Path.of("gateway.yml"), all);
    }

    public ServiceProcess process() {
        return process;
    }

    public int port() {
        return URI.create(process.url()).getPort();
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(process.url() + path));
    }

    /** The number of connections to services that calls hold at this moment. */
    public long leasedConnections() {
        return gauge("upstream_connections_leased");
    }

    public long bufferedBytes() {
        return gauge("buffered_bytes");
    }

    private long gauge(String name) {
        try {
            String metrics = TestGateway.HTTP
                    .send(
                            HttpRequest.newBuilder(URI.create(process.adminUrl() + "/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            Matcher value = Pattern.compile("(?m)^gatehouse_gateway_" + name + " (\\S+)$")
                    .matcher(metrics);
            if (!value.find()) {
                throw new IllegalStateException("no " + name + " in " + metrics);
            }
            return (long) Double.parseDouble(value.group(1));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}

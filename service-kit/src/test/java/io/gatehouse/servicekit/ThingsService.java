package io.gatehouse.servicekit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.core.Configuration;
import io.dropwizard.testing.DropwizardTestSupport;
import io.gatehouse.servicekit.caller.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The test application on a port of its own, and ways to talk to it. */
final class ThingsService implements BeforeAllCallback, AfterAllCallback {

    private static final ObjectMapper json = new ObjectMapper();

    private final DropwizardTestSupport<Configuration> support =
            new DropwizardTestSupport<>(TestApplication.class, "src/test/resources/kit.yml");
    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        support.before();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        support.after();
    }

    /** A request that the caller check lets pass. */
    HttpRequest.Builder trusted(String path) {
        return direct(path)
                .header("Authorization", TestApplication.GATEWAY.bearer(TestApplication.AUDIENCE, 7))
                .header(Trust.USER_ID_HEADER, "7");
    }

    HttpRequest.Builder direct(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + support.getLocalPort() + path));
    }

    HttpRequest.Builder admin(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + support.getAdminPort() + path));
    }

    HttpResponse<String> post(String path, String contentType, String body) {
        return send(trusted(path)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The start of a raw request that the caller check lets pass. */
    String rawHead(String methodAndTarget) {
        return methodAndTarget + " HTTP/1.1\r\nHost: things\r\nConnection: close\r\nAuthorization: "
                + TestApplication.GATEWAY.bearer(TestApplication.AUDIENCE, 7) + "\r\n" + Trust.USER_ID_HEADER
                + ": 7\r\n";
    }

    /** The bytes that come back for bytes as they are, until the service closes the connection. */
    String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), support.getLocalPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static JsonNode json(String body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(body, e);
        }
    }
}

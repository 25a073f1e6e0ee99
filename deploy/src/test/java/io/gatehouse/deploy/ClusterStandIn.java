package io.gatehouse.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** As much of a cluster as Helm asks while it renders: which Secrets of the namespace {@code gatehouse} there are. */
final class ClusterStandIn {

    /** Each Secret as JSON, by its name. */
    static final Map<String, String> SECRETS = new ConcurrentHashMap<>();

    private static final String FOLDER = "/api/v1/namespaces/gatehouse/secrets/";

    private ClusterStandIn() {}

    /** Starts it and writes the file by which Helm finds it; it ends with the JVM. */
    static void start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", ClusterStandIn::answer);
        server.start();
        Files.writeString(Path.of(System.getenv("KUBECONFIG")), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: u, user: {}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                current-context: c
                """.formatted(
                        server.getAddress().getPort()));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/api/v1")) {
            send(exchange, 200, """
                    {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "v1", "resources": [
                      {"name": "secrets", "singularName": "", "namespaced": true, "kind": "Secret", "verbs": ["get"]}]}
                    """);
        } else if (path.startsWith(FOLDER) && SECRETS.containsKey(path.substring(FOLDER.length()))) {
            send(exchange, 200, SECRETS.get(path.substring(FOLDER.length())));
        } else {
            send(exchange, 404, """
                    {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}
                    """);
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}

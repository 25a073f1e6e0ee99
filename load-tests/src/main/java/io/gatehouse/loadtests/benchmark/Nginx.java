package io.gatehouse.loadtests.benchmark;

import io.gatehouse.loadtests.bed.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** nginx as a plain proxy with its access log on, for scale. It checks no token. */
final class Nginx implements AutoCloseable {

    private final ServerProcess process;
    private final URI url;

    private Nginx(ServerProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** A running nginx, or null on a machine that has none. */
    static @Nullable Nginx start(Path folder, URI upstream) {
        String program = program();
        if (program == null) {
            return null;
        }
        int port = freePort();
        Path configuration = folder.resolve("nginx.conf");
        try {
            Files.writeString(configuration, """
                daemon off;
                pid %1$s/nginx.pid;
                error_log %1$s/nginx-error.log;
                worker_processes auto;
                events { worker_connections 1024; }
                http {
                  access_log %1$s/nginx-access.log;
                  client_body_temp_path %1$s/nginx-body;
                  proxy_temp_path %1$s/nginx-proxy;
                  fastcgi_temp_path %1$s/nginx-fastcgi;
                  uwsgi_temp_path %1$s/nginx-uwsgi;
                  scgi_temp_path %1$s/nginx-scgi;
                  keepalive_requests 1000000000;
                  upstream service {
                    server %2$s;
                    keepalive 256;
                    keepalive_requests 1000000000;
                  }
                  server {
                    listen 127.0.0.1:%3$d;
                    location / {
                      proxy_pass http://service;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                    }
                  }
                }
                """.formatted(folder, upstream.getAuthority(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var process = ServerProcess.start("nginx", folder, List.of(program, "-c", configuration.toString()), Map.of());
        var nginx = new Nginx(process, URI.create("http://127.0.0.1:" + port));
        process.awaitListening(port);
        return nginx;
    }

    private static @Nullable String program() {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(":")).map(folder -> folder + "/nginx"),
                        Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx"))
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse(null);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return url;
    }

    ProcessFigures figures() {
        return new ProcessFigures(process.pid());
    }

    @Override
    public void close() {
        process.close();
    }
}

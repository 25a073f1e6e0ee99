package io.gatehouse.gateway.limit;

import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Gateways with limits that no test outlasts. */
final class LimitedRoutes {

    private static final String ROUTES = """
            services:
              users: {urls: ["http://localhost:8002"]}
              orders: {urls: ["http://localhost:8003"]}
            base-paths: [/api]
            policies:
              anyone: {}
              subscriber: {user-types: [default, admin]}
            rate-limits:
              login: {by: client-ip, allow: 3 per 1h}
              per-caller: {by: caller, allow: 100 per 1h}
            defaults:
              policy: subscriber
              timeouts: {connect: 2s, response: 5s, total: 5s}
              max-request-body: 64KiB
              max-response-body: 1MiB
            routes:
              POST /login: {service: users, policy: anyone, rate-limit: login}
              GET /orders: {service: orders, rate-limit: per-caller}
              POST /orders: {service: orders, rate-limit: per-caller}
              GET /free: {service: orders}
            """;

    private LimitedRoutes() {}

    static TestGateway inMemory(StubUpstream upstream) {
        return new TestGateway(ROUTES, upstream.url(), upstream.url());
    }

    /** A gateway that is patient with Redis, which shares a busy machine with all the rest. */
    static TestGateway onRedis(StubUpstream upstream, String redis, String whenUnavailable) {
        return onRedis(upstream, redis, whenUnavailable, "5s");
    }

    static TestGateway onRedis(StubUpstream upstream, String redis, String whenUnavailable, String timeout) {
        return new TestGateway(
                ROUTES,
                upstream.url(),
                upstream.url(),
                Map.of(
                        "rateLimits.redis",
                        redis,
                        "rateLimits.whenUnavailable",
                        whenUnavailable,
                        "rateLimits.timeout",
                        timeout));
    }

    /** The whole answer to a login from 127.0.0.x, all of which are this machine. */
    static String loginFrom(int x, TestGateway gateway) throws IOException {
        InetAddress own = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) x});
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port(), own, 0)) {
            socket.getOutputStream()
                    .write(
                            "POST /api/login HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
                                    .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

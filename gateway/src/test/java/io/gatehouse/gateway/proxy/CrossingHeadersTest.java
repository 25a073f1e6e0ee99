package io.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.RecordingUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which headers cross, seen as the bytes of both sides. */
class CrossingHeadersTest {

    private static RecordingUpstream upstream;
    private static TestGateway gateway;
    private static String token;

    @BeforeAll
    static void start() {
        upstream = new RecordingUpstream(String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Content-Type: application/json",
                "Content-Length: 2",
                "Connection: X-Nominated, close-not",
                "X-Nominated: 1",
                "Keep-Alive: timeout=5",
                "Proxy-Authenticate: Basic",
                "Trailer: X-Later",
                "Upgrade: h2c",
                "Set-Cookie: a=1; Path=/",
                "Set-Cookie: b=2, c",
                "Vary: Accept",
                "Vary: Accept-Language",
                "Via: 1.0 inner",
                "Server: secret/1.0",
                "Request-User-Id: 7",
                "X-Own: kept",
                "",
                "{}"));
        gateway = TestGateway.shipped(upstream.url(), upstream.url());
        token = gateway.token(7, "default");
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        upstream.close();
    }

    @AfterEach
    void forget() {
        upstream.forget();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Keep-Alive: 5",
                "Proxy-Authorization: Basic eDp5",
                "Proxy-Connection: keep-alive",
                "Proxy-Authenticate: x",
                "TE: trailers",
                "Trailer: X-Later",
                "Forwarded: for=9.9.9.9",
                "X-Forwarded-For: 9.9.9.9",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Port: 99",
                "X-Forwarded-Prefix: /evil",
                "X_Forwarded_For: 9.9.9.9",
                "X-Real-IP: 9.9.9.9",
                "True-Client-IP: 9.9.9.9",
                "X-Original-URL: /evil",
                "X-Rewrite-URL: /evil",
                "X-HTTP-Method-Override: DELETE",
                "Proxy: http://evil.example",
                "Request-User-Id: 1",
                "request_user_id: 1",
                "REQUEST-USER_ID: 1",
                "Request_User-Id: 1"
            })
    void does_not_cross_inward(String header) throws IOException {
        String answer = gateway.raw(get(header));

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(upstream.bytes()).startsWith("GET /orders HTTP/1.1\r\n").doesNotContain("\r\n" + header + "\r\n");
        assertThat(occurrences("request-user-id: 7")).isEqualTo(1);
        assertThat(upstream.bytes().replace('_', '-').toLowerCase(Locale.ROOT).split("request-user-id", -1))
                .hasSize(2);
    }

    @Test
    void nobody_gets_another_protocol() throws IOException {
        String answer = gateway.raw(get("Connection: Upgrade", "Upgrade: websocket"));

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(upstream.bytes()).startsWith("GET /orders HTTP/1.1\r\n").doesNotContain("websocket");
    }

    @Test
    void what_connection_nominates_does_not_cross() throws IOException {
        gateway.raw(get("Connection: X-One, x_two", "X-One: 1", "X-Two: 2", "X-Three: 3"));

        assertThat(upstream.bytes())
                .contains("\r\nX-Three: 3\r\n")
                .doesNotContainIgnoringCase("x-one", "x-two", "connection");
    }

    @Test
    void what_connection_nominates_is_never_the_gateways_own() throws IOException {
        gateway.raw(get("Connection: request-user-id, Authorization, X-Request-Id, Host, Content-Length, Via, "
                + "X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Host, Accept-Encoding"));

        assertThat(upstream.bytes())
                .contains("\r\nrequest-user-id: 7\r\n")
                .contains("\r\nAuthorization: Bearer ")
                .contains("\r\nX-Request-Id: ")
                .contains("\r\nHost: " + upstream.url().getAuthority() + "\r\n")
                .contains("\r\nVia: 1.1 gatehouse\r\n")
                .contains("\r\nX-Forwarded-For: 127.0.0.1\r\n")
                .doesNotContain(token);
    }

    @Test
    void via_names_the_gateway_after_those_before_it() throws IOException {
        String answer = gateway.raw(get("Via: 1.0 fred", "via: 1.1 p.example.net"));

        assertThat(upstream.bytes()).contains("\r\nVia: 1.0 fred\r\nVia: 1.1 p.example.net\r\nVia: 1.1 gatehouse\r\n");
        assertThat(answer).contains("\r\nVia: 1.0 inner\r\nVia: 1.1 gatehouse\r\n");
    }

    @Test
    void lines_of_one_name_stay_lines() throws IOException {
        String answer = gateway.raw(get("X-Many: 1", "X-Many: 2, 3", "Accept: a/b", "Accept: c/d;q=0.5"));

        assertThat(upstream.bytes())
                .contains("\r\nX-Many: 1\r\nX-Many: 2, 3\r\n", "\r\nAccept: a/b\r\nAccept: c/d;q=0.5\r\n");
        assertThat(answer)
                .contains(
                        "\r\nSet-Cookie: a=1; Path=/\r\nSet-Cookie: b=2, c\r\n",
                        "\r\nVary: Accept\r\nVary: Accept-Language\r\n");
    }

    @Test
    void does_not_cross_outward() throws IOException {
        String answer = gateway.raw(get());

        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\nX-Own: kept\r\n")
                .doesNotContainIgnoringCase(
                        "x-nominated", "keep-alive", "proxy-", "trailer", "upgrade", "secret", "request-user-id");
    }

    @Test
    void a_client_with_nothing_to_say_adds_nothing() throws IOException {
        gateway.raw(get());

        assertThat(upstream.bytes().lines().map(line -> line.split(":", 2)[0]))
                .containsExactlyInAnyOrder(
                        "GET /orders HTTP/1.1",
                        "Authorization",
                        "request-user-id",
                        "X-Request-Id",
                        "traceparent",
                        "Via",
                        "X-Forwarded-For",
                        "X-Forwarded-Proto",
                        "X-Forwarded-Host",
                        "Host",
                        "");
    }

    private static int occurrences(String line) {
        return upstream.bytes().split("\r\n" + line + "\r\n", -1).length - 1;
    }

    private static String get(String... headers) {
        return "GET /api/v1/orders HTTP/1.1\r\nHost: public.example\r\nConnection: close\r\nAuthorization: Bearer "
                + token + "\r\n" + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }
}

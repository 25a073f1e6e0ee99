package io.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.OpenRoutes;
import io.gatehouse.gateway.testing.RecordingUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query crosses byte for byte or not at all. */
class QueryTest {

    private static RecordingUpstream upstream;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        upstream = RecordingUpstream.json("{}");
        gateway = new TestGateway(OpenRoutes.YAML, upstream.url(), upstream.url());
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
                "a=b&c=d",
                "a=%20+%2B%2f..%2F",
                "a=%C3%BC&b=%c3%bc",
                "a=%00%0d%0a",
                "a=%ff",
                "a=../..;b//c",
                "=&&a==b&a&",
                "?",
                "",
                "a='()*!$,:@~_-.",
                "a=|{}\"^`<>[]\\", // what browsers send though RFC 3986 has no room for it
                "a=\u00c3\u00bc\u00e2\u0082\u00ac", // UTF-8 as it is
                "a=\u00c2\u0085"
            })
    void crosses(String query) throws IOException {
        gateway.raw("GET /api/things?" + query + " HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n");

        assertThat(upstream.bytes()).startsWith("GET /things?" + query + " HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=%",
                "a=%2",
                "a=%zz",
                "a=%u002e",
                "a=%+1",
                "a=b c",
                "a=b\tc",
                "a=\u0001",
                "a=\u007f",
                "a=\u00ff",
                "a=\u00c0\u00ae",
                "a=b#c"
            })
    void is_refused(String query) throws IOException {
        String answer = gateway.raw("GET /api/things?" + query + " HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
        assertThat(upstream.bytes()).isEmpty();
    }
}

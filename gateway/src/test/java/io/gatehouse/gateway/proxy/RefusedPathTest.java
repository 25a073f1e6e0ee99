package io.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.OpenRoutes;
import io.gatehouse.gateway.testing.RecordingUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A path that two readers could take for two things reaches no service: not a byte of it. */
class RefusedPathTest {

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
                "/../people/1", // dot segments, plain and in all disguises
                "/./1",
                "/.",
                "/..",
                "/%2e%2e/people/1",
                "/%2E%2e/people/1",
                "/.%2e/people/1",
                "/%2e",
                "/..%2fpeople",
                "/..%5cpeople",
                "/..;/people/1",
                "/..;x=y/people/1",
                "/1/..",
                "/a%2fb", // slashes
                "/a%2Fb",
                "/a%252fb",
                "//1",
                "/1/",
                "/....//1",
                "/a\\b", // backslashes
                "/a%5cb",
                "/a%5Cb",
                "/1;x", // path parameters
                "/1;x=y",
                "/1%3bx",
                "/;",
                "/a%00b", // control characters
                "/%00",
                "/a%0ab",
                "/a%0d%0aX-Injected:%201",
                "/a%1fb",
                "/a%7fb",
                "/a\u0001b",
                "/a\u007fb",
                "/a b",
                "/a\tb",
                "/%c0%ae%c0%ae/people/1", // bytes that are no UTF-8, overlong ones first
                "/%c0%af",
                "/%e0%80%af",
                "/%f0%80%80%af",
                "/%ff",
                "/%ed%a0%80",
                "/%c3",
                "/\u00ff",
                "/\u00c3\u00bc",
                "/a%zz", // what is no encoding
                "/a%2",
                "/a%",
                "/%u002e%u002e",
                "/%25", // a percent sign, which the next reader may decode again
                "/%252e%252e",
                "/1#f", // what no URI has
                "/a|b",
                "/a^b",
                "/a{b}",
                "/a<b>",
                "/a\"b"
            })
    void is_refused_with_400(String tail) throws IOException {
        String answer = gateway.raw("GET /api/things" + tail + " HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
        assertThat(upstream.bytes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"api/things/1", "http://elsewhere/api/things/1", "*", "/%61pi/../api/things", "//api/things"})
    void is_refused_whatever_the_form_of_its_target(String target) throws IOException {
        String answer = gateway.raw("GET " + target + " HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsPattern("^HTTP/1.1 40[04] ").contains("application/problem+json");
        assertThat(upstream.bytes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/1, /1",
        "/a%20b, /a%20b",
        "/a+b, /a%2Bb",
        "/%41, /A",
        "/%7e, /~",
        "/..., /...",
        "/a.b, /a.b",
        "/%C3%BC, /%C3%BC",
        "/%c3%bc, /%C3%BC",
        "/a@b:c, /a%40b%3Ac"
    })
    void every_other_one_is_spelled_anew_in_one_way(String sent, String received) throws IOException {
        gateway.raw("GET /api/things" + sent + " HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n");

        assertThat(upstream.bytes()).startsWith("GET /things" + received + " HTTP/1.1\r\n");
    }

    @Test
    void the_refusal_says_nothing_of_what_runs_here() throws IOException {
        String answer = gateway.raw("GET /api/things/%2e HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n");

        assertThat(answer.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(600);
        assertThat(answer).doesNotContainIgnoringCase("jetty", "jersey", "exception", "java", "Server:");
    }
}

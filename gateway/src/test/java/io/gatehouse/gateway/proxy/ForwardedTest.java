package io.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.OpenRoutes;
import io.gatehouse.gateway.testing.RecordingUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service learns of where a request came from. The test stands where the last proxy would: at 127.0.0.1. */
class ForwardedTest {

    private RecordingUpstream upstream;

    @BeforeEach
    void start() {
        upstream = RecordingUpstream.json("{}");
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
    }

    @Test
    void an_untrusted_peer_is_the_client_whatever_it_says() throws IOException {
        try (TestGateway gateway = trusting("10.0.0.0/8", "X-Forwarded-For")) {
            gateway.raw(get(
                    "X-Forwarded-For: 10.0.0.1",
                    "X-Forwarded-Proto: https",
                    "X-Forwarded-Host: evil.example",
                    "Forwarded: for=10.0.0.1"));
        }
        assertTold("127.0.0.1", "http", "public.example");
        assertThat(upstream.bytes()).doesNotContain("10.0.0.1", "evil", "Forwarded: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9|203.0.113.9, 127.0.0.1", // what the trusted peer says
                "203.0.113.9, 10.0.0.1|203.0.113.9, 10.0.0.1, 127.0.0.1", // through a trusted proxy
                "6.6.6.6, 203.0.113.9, 10.0.0.1|203.0.113.9, 10.0.0.1, 127.0.0.1", // what the client made up is gone
                "10.6.6.6, 203.0.113.9|203.0.113.9, 127.0.0.1", // even as a trusted address
                "10.0.0.2, 10.0.0.1|10.0.0.2, 10.0.0.1, 127.0.0.1", // all trusted: the farthest
                "203.0.113.9:4711|203.0.113.9, 127.0.0.1", // with a port
                "2001:DB8:0:0::7|2001:db8::7, 127.0.0.1",
                "[2001:db8::7]:4711|2001:db8::7, 127.0.0.1",
                "::ffff:203.0.113.9|203.0.113.9, 127.0.0.1", // one spelling of an address
                "unknown|127.0.0.1", // who is not told is the last one known
                "evil.example, 10.0.0.1|10.0.0.1, 127.0.0.1", // no name is looked up
                "1.2.3, 10.0.0.1|10.0.0.1, 127.0.0.1"
            })
    void trusted_proxies_are_followed_to_the_first_that_is_not(String header, String told) throws IOException {
        try (TestGateway gateway = trusting("127.0.0.1, 10.0.0.0/8", "X-Forwarded-For")) {
            gateway.raw(get("X-Forwarded-For: " + header, "Forwarded: for=6.6.6.6"));
        }
        assertTold(told, "http", "public.example");
    }

    @Test
    void several_lines_are_one_list() throws IOException {
        try (TestGateway gateway = trusting("127.0.0.1,10.0.0.0/8", "X-Forwarded-For")) {
            gateway.raw(get("X-Forwarded-For: 6.6.6.6, 203.0.113.9", "X-Forwarded-For: 10.0.0.1"));
        }
        assertTold("203.0.113.9, 10.0.0.1, 127.0.0.1", "http", "public.example");
    }

    @Test
    void a_trusted_proxy_tells_scheme_and_host() throws IOException {
        try (TestGateway gateway = trusting("127.0.0.1", "X-Forwarded-For")) {
            gateway.raw(get(
                    "X-Forwarded-For: 203.0.113.9",
                    "X-Forwarded-Proto: http, https",
                    "X-Forwarded-Host: evil.example, shop.example:8443"));
        }
        assertTold("203.0.113.9, 127.0.0.1", "https", "shop.example:8443");
    }

    @Test
    void what_is_neither_scheme_nor_host_is_not_taken() throws IOException {
        try (TestGateway gateway = trusting("127.0.0.1", "X-Forwarded-For")) {
            gateway.raw(get(
                    "X-Forwarded-For: 203.0.113.9",
                    "X-Forwarded-Proto: javascript",
                    "X-Forwarded-Host: a.example/<script>"));
        }
        assertTold("203.0.113.9, 127.0.0.1", "http", "public.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=203.0.113.9;proto=https;host=shop.example|203.0.113.9, 127.0.0.1|https|shop.example",
                "For=\"[2001:db8::7]:4711\"; Proto=HTTPS|2001:db8::7, 127.0.0.1|https|public.example",
                "for=6.6.6.6;host=evil, for=203.0.113.9;proto=https, for=10.0.0.1|203.0.113.9, 10.0.0.1, 127.0.0.1"
                        + "|https|public.example",
                "for=_hidden|127.0.0.1|http|public.example",
                "by=10.0.0.1|127.0.0.1|http|public.example",
                "for=\"6.6.6.6, for=203.0.113.9|203.0.113.9, 127.0.0.1|http|public.example" // an open quote hides
                // nobody
            })
    void forwarded_is_read_where_that_is_what_proxies_write(String header, String told, String scheme, String host)
            throws IOException {
        try (TestGateway gateway = trusting("127.0.0.1,10.0.0.0/8", "Forwarded")) {
            gateway.raw(get("Forwarded: " + header, "X-Forwarded-For: 6.6.6.6"));
        }
        assertTold(told, scheme, host);
    }

    private TestGateway trusting(String proxies, String header) {
        return new TestGateway(
                OpenRoutes.YAML,
                upstream.url(),
                upstream.url(),
                Map.of("forwarded.trustedProxies", proxies, "forwarded.header", header));
    }

    private void assertTold(String hops, String scheme, String host) {
        assertThat(upstream.bytes())
                .contains("\r\nX-Forwarded-For: " + hops + "\r\n")
                .contains("\r\nX-Forwarded-Proto: " + scheme + "\r\n")
                .contains("\r\nX-Forwarded-Host: " + host + "\r\n");
    }

    private static String get(String... headers) {
        return "GET /api/things HTTP/1.1\r\nHost: public.example\r\nConnection: close\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
    }
}

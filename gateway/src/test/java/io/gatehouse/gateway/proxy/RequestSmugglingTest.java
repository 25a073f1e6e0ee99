package io.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.OpenRoutes;
import io.gatehouse.gateway.testing.RecordingUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests whose end different servers see in different places (RFC 9112 §11.2). Each carries a second request behind
 * what some reader takes for the end of the first; neither may reach a service.
 */
class RequestSmugglingTest {

    private static final String SECOND = "GET /api/things/smuggled HTTP/1.1\r\nHost: g\r\n\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String NO_CHUNKS = "0\r\n\r\n";
    private static final String HELLO = "5\r\nhello\r\n0\r\n\r\n";

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

    static Stream<Arguments> framings() {
        return Stream.of(
                framing("both lengths, Content-Length first", "Content-Length: 5\r\n" + CHUNKED, NO_CHUNKS),
                framing("both lengths, Transfer-Encoding first", CHUNKED + "Content-Length: 5\r\n", NO_CHUNKS),
                framing("two equal lengths", "Content-Length: 2\r\nContent-Length: 2\r\n", "{}"),
                framing("two lengths", "Content-Length: 2\r\nContent-Length: 0\r\n", "{}"),
                framing("a list of lengths", "Content-Length: 2, 2\r\n", "{}"),
                framing("a length with plus", "Content-Length: +2\r\n", "{}"),
                framing("a length with minus", "Content-Length: -2\r\n", "{}"),
                framing("a length in hex", "Content-Length: 0x2\r\n", "{}"),
                framing("a length with blanks inside", "Content-Length: 0 2\r\n", "{}"),
                framing("no length in Content-Length", "Content-Length:\r\n", "{}"),
                framing("a length past 64 bits", "Content-Length: 18446744073709551618\r\n", "{}"),
                framing("a length in quotes", "Content-Length: \"2\"\r\n", "{}"),
                framing("a space before the colon of a length", "Content-Length : 2\r\n", "{}"),
                framing("a space before the colon of a coding", "Transfer-Encoding : chunked\r\n", NO_CHUNKS),
                framing("a tab before the colon of a coding", "Transfer-Encoding\t: chunked\r\n", NO_CHUNKS),
                framing("a folded line", "X-Any: a\r\n b\r\nContent-Length: 2\r\n", "{}"),
                framing("a folded coding", "Transfer-Encoding:\r\n chunked\r\n", NO_CHUNKS),
                framing("a line that begins with a space", " Content-Length: 2\r\n", "{}"),
                framing("a return in a value", "X-Any: a\rContent-Length: 2\r\n", "{}"),
                framing("a NUL in a value", "X-Any: a\u0000b\r\nContent-Length: 2\r\n", "{}"),
                framing("a name with a blank", "X Any: a\r\nContent-Length: 2\r\n", "{}"),
                framing("no colon", "Content-Length\r\nContent-Length: 2\r\n", "{}"),
                framing("identity after chunked", "Transfer-Encoding: chunked, identity\r\n", NO_CHUNKS),
                framing("identity and a length", "Transfer-Encoding: identity\r\nContent-Length: 2\r\n", "{}"),
                framing("an unknown coding", "Transfer-Encoding: xchunked\r\n", NO_CHUNKS),
                framing("a coding beneath chunked", "Transfer-Encoding: gzip, chunked\r\n", NO_CHUNKS),
                framing("chunked twice", CHUNKED + CHUNKED, NO_CHUNKS),
                framing("chunked twice in a line", "Transfer-Encoding: chunked, chunked\r\n", NO_CHUNKS),
                framing("chunked with a parameter", "Transfer-Encoding: chunked;q=1\r\n", NO_CHUNKS),
                framing("chunked in quotes", "Transfer-Encoding: \"chunked\"\r\n", NO_CHUNKS),
                framing("chunked behind a vertical tab", "Transfer-Encoding: \u000bchunked\r\n", NO_CHUNKS),
                framing("a bare line feed after a chunk's size", CHUNKED, "5\nhello\r\n0\r\n\r\n"),
                framing("a bare line feed after a chunk", CHUNKED, "5\r\nhello\n0\r\n\r\n"),
                framing("a bare line feed after the last chunk", CHUNKED, "5\r\nhello\r\n0\n\n"),
                framing("a bare line feed in a chunk extension", CHUNKED, "5;a\nhello\r\n0\r\n\r\n"),
                framing("a bare return after a chunk's size", CHUNKED, "5\rhello\r\n0\r\n\r\n"),
                framing("a line end in a quoted extension", CHUNKED, "5;a=\"\r\nhello\r\n0\r\n\r\n"),
                framing("a chunk longer than it says", CHUNKED, "4\r\nhello\r\n0\r\n\r\n"),
                framing("a chunk's size past 64 bits", CHUNKED, "10000000000000005\r\nhello\r\n0\r\n\r\n"),
                framing("a negative chunk's size", CHUNKED, "-5\r\nhello\r\n0\r\n\r\n"),
                framing("a chunk's size in hex notation", CHUNKED, "0x5\r\nhello\r\n0\r\n\r\n"),
                framing("no chunk's size", CHUNKED, "\r\nhello\r\n0\r\n\r\n"),
                framing("two hosts", "Host: other\r\n" + CHUNKED, HELLO));
    }

    private static Arguments framing(String name, String headers, String body) {
        return Arguments.of(name, headers, body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framings")
    void nothing_of_it_reaches_a_service(String name, String headers, String body) throws IOException {
        assertRefused("POST /api/things HTTP/1.1\r\nHost: g\r\n" + headers + "\r\n" + body + SECOND);
    }

    @Test
    void chunks_have_no_place_in_http_1_0() throws IOException {
        assertRefused("POST /api/things HTTP/1.0\r\nHost: g\r\n" + CHUNKED + "\r\n" + HELLO + SECOND);
        assertRefused("POST /api/things HTTP/1.0\r\nHost: g\r\nConnection: keep-alive\r\n" + CHUNKED + "\r\n" + HELLO
                + SECOND);
    }

    @Test
    void a_body_in_chunks_is_one_body_of_known_length_to_the_service() throws IOException {
        gateway.raw("POST /api/things HTTP/1.1\r\nHost: g\r\nConnection: close\r\n" + CHUNKED + "\r\n"
                + "2;any=thing\r\nhe\r\n3\r\nllo\r\n0\r\nX-Trailer: dropped\r\n\r\n");

        assertThat(upstream.bytes())
                .contains("\r\nContent-Length: 5\r\n")
                .endsWith("\r\n\r\nhello")
                .doesNotContainIgnoringCase("transfer-encoding", "x-trailer");
    }

    @Test
    void requests_in_a_row_stay_requests_in_a_row() throws IOException {
        String answers = gateway.raw("POST /api/things HTTP/1.1\r\nHost: g\r\nContent-Length: 5\r\n\r\nhello"
                + "GET /api/things HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n");

        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(3);
    }

    private void assertRefused(String requests) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
            String answers = readAll(socket.getInputStream());

            assertThat(answers).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
            assertThat(answers.split("HTTP/1\\.1 ", -1)).as("answers").hasSize(2);
        }
        assertThat(upstream.bytes()).isEmpty();
    }

    /** To the end or the reset, with which a server meets bytes that it never read. */
    private static String readAll(InputStream in) throws IOException {
        var all = new java.io.ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketException reset) {
            // What came before counts.
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }
}

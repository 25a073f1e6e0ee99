package io.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.OpenRoutes;
import io.gatehouse.gateway.testing.RecordingUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies and what is said of them cross as they are, byte for byte, both ways. */
class ContentTest {

    private RecordingUpstream upstream = RecordingUpstream.json("{}");
    private TestGateway gateway;

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: Application/JSON ;Charset=\"utf-8\"; x=Y",
                "Content-Type: application/merge-patch+json",
                "Content-Type: multipart/form-data; boundary=\"a b\"",
                "Content-Language: EN-us, De",
                "Content-Encoding: GZip, X-Own",
                "Content-Disposition: attachment; filename=\"a;b\"",
                "Content-Location: /things/1",
                "Content-MD5: abc"
            })
    void inward(String header) throws IOException {
        start(RecordingUpstream.json("{}"));

        String answer = gateway.raw("POST /api/things HTTP/1.1\r\nHost: g\r\nConnection: close\r\n" + header
                + "\r\nContent-Length: 4\r\n\r\n\u00ff\u0000{}");

        assertThat(answer).startsWith("HTTP/1.1 200 ");

        assertThat(upstream.bytes())
                .contains("\r\n" + header + "\r\n", "\r\nContent-Length: 4\r\n")
                .endsWith("\r\n\r\n\u00ff\u0000{}");
    }

    @ParameterizedTest
    @CsvSource({"Content-Type: not a type, 415", "Accept: /, 400"})
    void a_malformed_media_type_is_told(String header, int status) throws IOException {
        start(RecordingUpstream.json("{}"));

        String answer = gateway.raw("POST /api/things HTTP/1.1\r\nHost: g\r\nConnection: close\r\n" + header
                + "\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("application/problem+json", "\"status\":" + status);
        assertThat(upstream.bytes()).isEmpty();
    }

    @Test
    void a_body_without_a_type_gets_none() throws IOException {
        start(new RecordingUpstream("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));

        String answer =
                gateway.raw("POST /api/things HTTP/1.1\r\nHost: g\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(upstream.bytes()).doesNotContain("Content-Type");
        assertThat(answer).endsWith("\r\n\r\n{}").doesNotContain("Content-Type");
    }

    @ParameterizedTest
    @CsvSource({"POST, Content-Length: 0", "PUT, Content-Length: 0"})
    void no_body_is_none(String method, String length) throws IOException {
        start(RecordingUpstream.json("{}"));

        gateway.raw(method + " /api/things" + (method.equals("PUT") ? "/1" : "")
                + " HTTP/1.1\r\nHost: g\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

        assertThat(upstream.bytes()).contains("\r\n" + length + "\r\n").endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: Application/JSON ;Charset=\"utf-8\"; x=Y",
                "Content-Type: application/json;charset=UTF-8",
                "Content-Type: text/html",
                "Content-Type: text/plain; charset=ISO-8859-1",
                "Content-Language: EN-us, De",
                "Content-Encoding: X-Own",
                "Content-Disposition: attachment; filename=\"a;b\"",
                "Cache-Control: No-Store , Private",
                "Retry-After: 7",
                "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT",
                "WWW-Authenticate: Basic realm=\"x\", Own a=b"
            })
    void outward(String header) throws IOException {
        start(new RecordingUpstream("HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: 4\r\n\r\n\u0000\u0001{}"));

        String answer = gateway.raw("GET /api/things HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\n" + header + "\r\n")
                .endsWith("\r\n\r\n\u0000\u0001{}");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 410, 412, 422, 429, 500, 503})
    void a_refusal_in_the_services_own_words(int status) throws IOException {
        start(new RecordingUpstream("HTTP/1.1 " + status + " Whatever\r\nContent-Type: Application/Problem+JSON\r\n"
                + "X-Reason: own\r\nRetry-After: 3\r\nContent-Length: 17\r\n\r\n{ \"type\" : \"x\"} \n"));

        String answer = gateway.raw("GET /api/people/1 HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("\r\nContent-Type: Application/Problem+JSON\r\n", "\r\nX-Reason: own\r\n")
                .contains("\r\nRetry-After: 3\r\n")
                .endsWith("\r\n\r\n{ \"type\" : \"x\"} \n");
    }

    private void start(RecordingUpstream answering) throws IOException {
        upstream.close();
        upstream = answering;
        gateway = new TestGateway(OpenRoutes.YAML, upstream.url(), upstream.url());
    }
}

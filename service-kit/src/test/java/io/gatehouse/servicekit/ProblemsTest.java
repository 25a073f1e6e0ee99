package io.gatehouse.servicekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every failure is one problem (RFC 9457), whichever layer it comes from. */
final class ProblemsTest {

    @RegisterExtension
    static final ThingsService service = new ThingsService();

    @Test
    void unknownPathIs404() {
        assertProblem(service.send(service.trusted("/nothing/here")), 404, "There is nothing at this path.");
    }

    @Test
    void unknownPathOfTheAdminPortIs404() {
        assertProblem(service.send(service.admin("/nothing/here")), 404, "There is nothing at this path.");
    }

    @Test
    void wrongMethodIs405AndNamesTheRightOnes() {
        var response = service.send(service.trusted("/things").DELETE());

        assertProblem(response, 405, null);
        assertThat(response.headers().firstValue("Allow").orElseThrow().split(",\\s*"))
                .contains("GET", "POST");
    }

    @Test
    void unsupportedMediaTypeIs415() {
        assertProblem(service.post("/things", "text/plain", "{}"), 415, "Send the body as application/json.");
    }

    @Test
    void unacceptableMediaTypeIs406() {
        assertProblem(service.send(service.trusted("/things").header("Accept", "image/png")), 406, null);
    }

    @Test
    void unexpectedExceptionIs500WithAnIdAndNoDetail() {
        var response = service.send(service.trusted("/things/broken"));

        JsonNode problem = assertProblem(response, 500, null);
        assertThat(problem.has("detail")).isFalse();
        assertThat(response.body()).doesNotContain("length", "Exception", "io.gatehouse");
    }

    @ParameterizedTest
    @ValueSource(ints = {64 * 1024 + 1, 200_000})
    void announcedBodyOverTheLimitIs413(int size) throws IOException {
        String answer = service.raw(service.rawHead("POST /things")
                + "Content-Type: application/json\r\nContent-Length: " + size + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("The request body is too large.");
    }

    @Test
    void chunkedBodyOverTheLimitIs413() {
        byte[] body = ("{\"name\":\"" + "x".repeat(70_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        var response = service.send(service.trusted("/things")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(body))));

        assertProblem(response, 413, "The request body is too large.");
    }

    @Test
    void bodyThatEndsEarlyIs400() throws IOException {
        String head = service.rawHead("POST /things") + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n";

        assertRawProblem(service.raw(head + "{\"name\":"), 400, null);
    }

    @Test
    void bodyAtTheLimitIsRead() {
        String body = "{\"name\":\"lamp\",\"count\":3}";
        String padded = body + " ".repeat(64 * 1024 - body.length());

        assertThat(service.post("/things", "application/json", padded).statusCode())
                .isEqualTo(200);
    }

    @Test
    void tooLongTargetIs414() throws IOException {
        String answer = service.raw("GET /things?" + "x".repeat(10_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");

        assertRawProblem(answer, 414, "The request target is too long.");
    }

    @Test
    void tooLargeHeadersAre431() throws IOException {
        String answer = service.raw("GET /things HTTP/1.1\r\nHost: a\r\nX-Long: " + "x".repeat(10_000) + "\r\n\r\n");

        assertRawProblem(answer, 431, "The request headers are too large.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /things HTTP/1.1\r\nHost a\r\n\r\n",
                "GET /things HTTP/1.1\r\n\r\n",
                "GET /things HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n",
                "GET /things/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET /things/..;/things HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /things%2f HTTP/1.1\r\nHost: a\r\n\r\n",
            })
    void malformedHttpIs400(String request) throws IOException {
        assertRawProblem(service.raw(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")), 400, null);
    }

    private static JsonNode assertProblem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().allValues("Content-Type")).containsExactly("application/problem+json");
        assertThat(response.headers().allValues("X-Request-Id")).hasSize(1);
        JsonNode problem = ThingsService.json(response.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asText()).isEqualTo("about:blank");
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("request_id").asText())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
        if (detail != null) {
            assertThat(problem.path("detail").asText()).isEqualTo(detail);
        }
        return problem;
    }

    private static void assertRawProblem(String answer, int status, String detail) {
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
        JsonNode problem = ThingsService.json(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("request_id").asText()).isNotEmpty();
        if (detail != null) {
            assertThat(problem.path("detail").asText()).isEqualTo(detail);
        }
    }
}

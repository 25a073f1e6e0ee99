package io.gatehouse.gateway.contract;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonArray;
import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;
import static au.com.dius.pact.consumer.dsl.Matchers.regexp;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.HttpResponseBuilder;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.consumer.dsl.Matcher;
import au.com.dius.pact.core.model.OptionalBody;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.servicekit.caller.Trust;
import io.gatehouse.servicekit.problem.Problem;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Consumer;

/** What services answer, and whether a client got the same. */
final class Answers {

    /** An entity tag, which nobody but the service understands. */
    static final Matcher A_TAG = regexp("\"[^\"]+\"", "\"3\"");

    /** A challenge (RFC 6750 §3), of which the gateway reads nothing. */
    static final Matcher A_CHALLENGE = regexp("Bearer.*", "Bearer");

    private static final String REQUEST_ID = "[A-Za-z0-9._-]{8,64}";

    private Answers() {}

    static HttpResponseBuilder json(HttpResponseBuilder response, int status, Consumer<LambdaDslObject> object) {
        return response.status(status)
                .header("Content-Type", "application/json")
                .body(newJsonBody(object::accept).build());
    }

    /** A 200 with these objects and no others, in this order. */
    static HttpResponseBuilder list(HttpResponseBuilder response, List<Consumer<LambdaDslObject>> objects) {
        return response.status(200)
                .header("Content-Type", "application/json")
                .body(newJsonArray(array -> objects.forEach(array::object)).build());
    }

    /** A 204, and no byte more. */
    static HttpResponseBuilder nothing(HttpResponseBuilder response) {
        response.status(204).build().setBody(OptionalBody.empty());
        return response;
    }

    /** A problem that says something in the service's own words. */
    static HttpResponseBuilder problem(HttpResponseBuilder response, int status, String detail) {
        return problem(response, status, body -> body.stringType("detail", detail));
    }

    /** A problem among whose words one has to be. */
    static HttpResponseBuilder problem(HttpResponseBuilder response, int status, String detail, String word) {
        return problem(response, status, body -> body.stringMatcher("detail", ".*\\b" + word + "\\b.*", detail));
    }

    /** A 422 that names a field. */
    static HttpResponseBuilder refused(HttpResponseBuilder response, String field, String message) {
        return problem(response, 422, body -> body.stringType("detail", "The request was refused.")
                .array(
                        "errors",
                        errors -> errors.object(
                                error -> error.stringValue("field", field).stringType("message", message))));
    }

    private static HttpResponseBuilder problem(
            HttpResponseBuilder response, int status, Consumer<LambdaDslObject> more) {
        return response.status(status)
                .header("Content-Type", Problem.MEDIA_TYPE)
                .body(newJsonBody(body -> {
                            body.stringValue("type", Problem.BLANK)
                                    .stringType(
                                            "title", Problem.of(status, null).title())
                                    .numberValue("status", status)
                                    .stringMatcher("request_id", REQUEST_ID, "0123456789abcdef");
                            more.accept(body);
                        })
                        .build());
    }

    /** What a service says to whom it does not take for the gateway. */
    static HttpResponseBuilder untrusted(HttpResponseBuilder response) {
        return response.status(401)
                .header("Content-Type", Problem.MEDIA_TYPE)
                .body(newJsonBody(body -> body.stringValue("type", Trust.UNTRUSTED_TYPE))
                        .build());
    }

    static JsonNode body(HttpResponse<String> answer) {
        return Bodies.read(answer.body());
    }

    /** The client got the service's problem as it was. */
    static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
        assertThat(body(answer).path("status").asInt()).isEqualTo(status);
        assertThat(body(answer).path("request_id").asText()).isEqualTo("0123456789abcdef");
        assertThat(body(answer).path("detail").asText()).isEqualTo(detail);
    }

    /** The client got the service's tag with a mark of the fields that were let through. */
    static void assertTagOfAllowedFields(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("ETag"))
                .hasValueSatisfying(tag -> assertThat(tag).matches("\"3\\.f[0-9a-f]{8}\""));
    }

    /** The client got a 502 and not a word of the service's. */
    static void assertUnusable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(body(answer).path("type").asText()).isEqualTo(Problem.BLANK);
    }
}

package io.gatehouse.gateway.proxy;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.OpenRoutes;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions on a resource (RFC 9110 §13), which the service judges, also where the gateway shows a part of it only. */
class ConditionalRequestTest {

    private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";

    private static StubUpstream upstream;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        upstream = new StubUpstream();
        gateway = new TestGateway(OpenRoutes.YAML, upstream.url(), upstream.url());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void reset() {
        upstream.forget();
        has("\"v1\"");
    }

    /** A service that has one version of its resource and judges conditions by it. */
    private static void has(String tag) {
        upstream.answers((request, response, callback) -> {
            response.getHeaders().put("ETag", tag).put("Last-Modified", DATE).put("Accept-Ranges", "bytes");
            HttpFields asked = request.getHeaders();
            String strong = tag.replace("W/", "");
            if (asked.contains("If-Match") && !tag.equals(asked.get("If-Match"))) {
                response.setStatus(412);
                callback.succeeded();
            } else if (asked.contains("If-None-Match")
                    && String.join(",", asked.getValuesList("If-None-Match")).contains(strong)) {
                response.setStatus(304);
                callback.succeeded();
            } else {
                response.getHeaders().put("Content-Type", "application/json");
                Content.Sink.write(response, true, "{\"id\":1,\"name\":\"a\",\"secret\":2}", callback);
            }
        });
    }

    @Test
    void everything_passes_where_the_body_does() {
        var answer = send(gateway.request("/api/things/1")
                .header("If-None-Match", "\"a\", W/\"b\"")
                .header("If-Modified-Since", DATE)
                .header("Range", "bytes=0-1")
                .header("If-Range", "\"v1\""));

        var headers = upstream.last().headers();
        assertThat(headers.get("If-None-Match")).isEqualTo("\"a\", W/\"b\"");
        assertThat(headers.get("If-Modified-Since")).isEqualTo(DATE);
        assertThat(headers.get("Range")).isEqualTo("bytes=0-1");
        assertThat(headers.get("If-Range")).isEqualTo("\"v1\"");
        assertThat(answer.headers().firstValue("ETag")).contains("\"v1\"");
        assertThat(answer.headers().firstValue("Last-Modified")).contains(DATE);
        assertThat(answer.headers().firstValue("Accept-Ranges")).contains("bytes");
    }

    @Test
    void a_part_passes_as_a_part() {
        upstream.answers((request, response, callback) -> {
            response.setStatus(206);
            response.getHeaders().put("Content-Range", "bytes 0-1/5");
            Content.Sink.write(response, true, "ab", callback);
        });

        var answer = send(gateway.request("/api/things/1").header("Range", "bytes=0-1"));

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("Content-Range")).contains("bytes 0-1/5");
        assertThat(answer.body()).isEqualTo("ab");
    }

    @Test
    void a_304_passes_without_a_body() {
        var answer = send(gateway.request("/api/things/1").header("If-None-Match", "\"v1\""));

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("ETag")).contains("\"v1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"v1\"", "W/\"v1\"", "\"\"", "\"a-b.f0123\""})
    void some_fields_of_a_resource_have_a_tag_of_their_own_that_comes_back(String tag) {
        has(tag);
        HttpResponse<String> first = send(gateway.request("/api/people/1"));
        String own = tag(first);

        assertThat(first.body()).isEqualTo("{\"id\":1,\"name\":\"a\"}");
        assertThat(own).isNotEqualTo(tag).matches("(W/)?\"[^\"]*\"");
        assertThat(own.startsWith("W/")).isEqualTo(tag.startsWith("W/"));

        HttpResponse<String> second = send(gateway.request("/api/people/1").header("If-None-Match", "\"x\", " + own));

        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(tag(second)).isEqualTo(own);
    }

    @Test
    void the_whole_has_another_tag_than_some_fields_and_other_fields() {
        String some = tag(send(gateway.request("/api/people/1")));
        String others = tag(send(gateway.request("/api/people/1").PUT(BodyPublishers.ofString("{}"))));

        assertThat(List.of("\"v1\"", some, others)).doesNotHaveDuplicates();
        for (String foreign : List.of("\"v1\"", others, "\"v1.foreign\"", "W/\"v1\"")) {
            var answer = send(gateway.request("/api/people/1").header("If-None-Match", foreign));
            assertThat(answer.statusCode()).as(foreign).isEqualTo(200);
        }
    }

    @Test
    void a_tag_guards_a_change_on_every_route_to_the_resource() {
        String own = tag(send(gateway.request("/api/people/1")));

        assertThat(send(gateway.request("/api/people/1").header("If-Match", own).PUT(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(upstream.last().headers().get("If-Match")).isEqualTo("\"v1\"");
        assertThat(send(gateway.request("/api/people/1").header("If-Match", own).DELETE())
                        .statusCode())
                .isEqualTo(200);

        has("\"v2\"");
        assertThat(send(gateway.request("/api/people/1").header("If-Match", own).PUT(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Match", "If-None-Match"})
    void any_version_is_any_version(String header) {
        send(gateway.request("/api/people/1").header(header, "*").PUT(BodyPublishers.ofString("{}")));

        assertThat(upstream.last().headers().get(header)).isEqualTo("*");
    }

    @Test
    void some_fields_come_whole_and_in_clear() {
        var answer = send(gateway.request("/api/people/1")
                .header("Range", "bytes=0-1")
                .header("If-Range", "\"v1\"")
                .header("Accept-Encoding", "gzip, br"));

        var headers = upstream.last().headers();
        assertThat(headers.contains("Range")).isFalse();
        assertThat(headers.contains("If-Range")).isFalse();
        assertThat(headers.getValuesList("Accept-Encoding")).containsExactly("identity");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Accept-Ranges")).isEmpty();
        assertThat(answer.headers().firstValue("Last-Modified")).contains(DATE);
    }

    @Test
    void head_has_the_tag_of_get() {
        var get = send(gateway.request("/api/people/1"));
        var head = send(gateway.request("/api/people/1").method("HEAD", BodyPublishers.noBody()));

        assertThat(tag(head)).isEqualTo(tag(get));
    }

    private static String tag(HttpResponse<?> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}

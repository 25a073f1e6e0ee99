package io.gatehouse.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.TestGateway;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The documentation page, as far as it can be told without a browser. */
class PageTest {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1");
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.shipped(NOBODY, NOBODY);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void the_root_leads_to_the_page() {
        assertThat(get("/").statusCode()).isEqualTo(302);
        assertThat(get("/").headers().firstValue("Location")).hasValue("docs");
        assertThat(TestGateway.send(gateway.request("/").method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(302);
        assertThat(get("/docs/").headers().firstValue("Location")).hasValue("../docs");
    }

    @Test
    void the_page_runs_no_script_but_its_own_and_stands_in_no_frame() {
        var page = get("/docs");

        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<style", " style=", " onclick=");
    }

    @Test
    void every_link_of_the_page_leads_somewhere_on_this_gateway() {
        var links = LINK.matcher(get("/docs").body())
                .results()
                .map(result -> group(result))
                .toList();

        assertThat(links).hasSizeGreaterThan(4).allSatisfy(link -> {
            var answer = get("/" + link);
            assertThat(answer.statusCode()).as(link).isEqualTo(200);
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(link)
                    .isEqualTo(
                            link.startsWith("docs/") ? java.util.Optional.of("nosniff") : java.util.Optional.empty());
        });
    }

    @Test
    void no_other_file_is_given_out() {
        assertThat(get("/docs/swagger-initializer.js").statusCode()).isEqualTo(404);
        assertThat(get("/docs/gateway.json").statusCode()).isEqualTo(404);
        assertThat(get("/docs/..%2fgateway.yml").statusCode()).isBetween(400, 404);
    }

    @Test
    void what_a_browser_has_already_is_not_sent_again_and_large_files_come_compressed() {
        var first = TestGateway.send(gateway.request("/docs/swagger-ui.css").header("Accept-Encoding", "gzip, br"));
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(first.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(first.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isLessThan(40_000);
        assertThat(TestGateway.send(gateway.request("/docs/swagger-ui.css")
                                .header("Accept-Encoding", "gzip, br")
                                .header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void who_wants_no_documentation_has_none() {
        try (var quiet = TestGateway.shipped(NOBODY, NOBODY, Map.of("docs.enabled", "false"))) {
            for (String path : java.util.List.of("/", "/docs", "/docs/docs.js", "/openapi.json")) {
                assertThat(TestGateway.send(quiet.request(path)).statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
        }
    }

    private static String group(MatchResult result) {
        return result.group(1);
    }

    private static HttpResponse<String> get(String path) {
        return TestGateway.send(gateway.request(path));
    }
}

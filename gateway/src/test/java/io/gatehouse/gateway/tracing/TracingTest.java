package io.gatehouse.gateway.tracing;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.gateway.testing.AccessLines;
import io.gatehouse.gateway.testing.Collector;
import io.gatehouse.gateway.testing.GatewayProcess;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spans of requests and calls arrive at a collector. */
class TracingTest {

    private static final String ROUTES = """
            services:
              users: {urls: ["http://localhost:8002"]}
            base-paths: [/api/v1]
            policies: {anyone: {}, admin: {user-types: [admin]}}
            defaults:
              policy: anyone
              timeouts: {connect: 1s, response: 2s, total: 3s}
              max-request-body: 1KiB
              max-response-body: 1MiB
            routes:
              GET /things/{id}: {service: users, policy: admin, to: "/internal/{id}"}
              GET /twice: {service: users, retry: {attempts: 2, when: [503]}}
              GET /slow: {service: users, timeouts: {connect: 200ms, response: 200ms, total: 300ms}}
            """;

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String DELAY = "otel.bsp.schedule.delay";

    private StubUpstream upstream;
    private Collector collector;
    private TestGateway gateway;

    @BeforeAll
    static void send_soon() {
        System.setProperty(DELAY, "50");
    }

    @AfterAll
    static void as_before() {
        System.clearProperty(DELAY);
    }

    @BeforeEach
    void start() {
        upstream = new StubUpstream();
        collector = new Collector();
    }

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
        collector.close();
        upstream.close();
    }

    @Test
    void a_request_and_its_call_are_spans_of_the_clients_trace() {
        serve(Map.of());
        try (var lines = new AccessLines()) {
            send(gateway.request("/api/v1/things/17?secret=1", 7, "admin")
                    .header("X-Request-Id", "request-1")
                    .header("traceparent", "00-" + TRACE + "-" + PARENT + "-01")
                    .header("tracestate", "a=1,b=2"));

            assertThat(lines.nextJson().get("trace_id").asText()).isEqualTo(TRACE);
        }
        Span server = span("GET /api/v1/things/{id}");
        Span client = span("GET /internal/{id}");
        assertThat(Collector.hex(server.getTraceId())).isEqualTo(TRACE);
        assertThat(Collector.hex(server.getParentSpanId())).isEqualTo(PARENT);
        assertThat(server.getTraceState()).isEqualTo("a=1,b=2");
        assertThat(server.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        assertThat(server.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
        assertThat(Collector.text(server.getAttributesList()))
                .containsEntry("http.request.method", "GET")
                .containsEntry("http.route", "/api/v1/things/{id}")
                .containsEntry("http.response.status_code", "200")
                .containsEntry("url.path", "/api/v1/things/17")
                .containsEntry("url.scheme", "http")
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("server.port", Integer.toString(gateway.port()))
                .containsEntry("client.address", "127.0.0.1")
                .containsEntry("user.id", "7")
                .containsEntry("gatehouse.outcome", "ok")
                .containsEntry("gatehouse.request_id", "request-1");
        assertThat(Collector.hex(client.getTraceId())).isEqualTo(TRACE);
        assertThat(client.getParentSpanId()).isEqualTo(server.getSpanId());
        assertThat(client.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
        assertThat(Collector.text(client.getAttributesList()))
                .containsEntry("http.request.method", "GET")
                .containsEntry("http.response.status_code", "200")
                .containsEntry("peer.service", "users")
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("server.port", Integer.toString(upstream.port()))
                .containsEntry("url.full", upstream.url() + "/internal/17");
        assertThat(upstream.last().headers().getValuesList("traceparent"))
                .containsExactly("00-" + TRACE + "-" + Collector.hex(client.getSpanId()) + "-01");
        assertThat(collector.spans().toString()).doesNotContain("secret");
        assertThat(Collector.text(collector.resources().get(0).getAttributesList()))
                .containsEntry("service.name", "edge");
    }

    @Test
    void a_token_in_a_path_is_in_no_trace() {
        serve(Map.of());
        String token = "t".repeat(64);

        send(gateway.request("/api/v1/things/" + token, 7, "admin"));

        span("GET /api/v1/things/{id}");
        assertThat(upstream.last().pathQuery()).isEqualTo("/internal/" + token);
        assertThat(collector.spans().toString())
                .contains("/internal/tttttttt...")
                .doesNotContain(token);
    }

    @Test
    void each_attempt_is_a_span() {
        serve(Map.of());
        upstream.answers(StubUpstream.json(503, "{}"));

        send(gateway.request("/api/v1/twice"));

        Span server = span("GET /api/v1/twice");
        assertThat(server.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
        assertThat(Collector.text(server.getAttributesList())).containsEntry("error.type", "service-5xx");
        List<Map<String, String>> calls = collector.spans().stream()
                .filter(span -> span.getName().equals("GET /twice"))
                .map(span -> Collector.text(span.getAttributesList()))
                .toList();
        assertThat(calls).hasSize(2).allSatisfy(call -> assertThat(call).containsEntry("error.type", "503"));
        assertThat(calls.get(1)).containsEntry("http.request.resend_count", "1");
    }

    @Test
    void a_call_without_an_answer_says_why() {
        serve(Map.of());
        upstream.answers(StubUpstream.after(Duration.ofSeconds(1), StubUpstream.json(200, "{}")));

        send(gateway.request("/api/v1/slow"));

        assertThat(Collector.text(span("GET /slow").getAttributesList()))
                .containsEntry("error.type", "upstream-timeout");
    }

    @Test
    void a_path_that_no_route_takes_names_no_span() {
        serve(Map.of());

        send(gateway.request("/api/v1/zebra"));

        await().until(() -> collector.spans().toString().contains("/api/v1/zebra"));
        assertThat(collector.spans())
                .filteredOn(span -> span.toString().contains("/api/v1/zebra"))
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.getName()).isEqualTo("GET");
                    assertThat(Collector.text(span.getAttributesList()))
                            .containsEntry("gatehouse.outcome", "not-found")
                            .doesNotContainKey("http.route");
                });
    }

    @Test
    void the_clients_choice_decides_and_the_ratio_where_it_made_none() {
        serve(Map.of("tracing.sampler", "parentbased_traceidratio", "tracing.samplerArgument", "0"));

        send(gateway.request("/api/v1/twice"));
        assertThat(upstream.last().headers().get("traceparent")).endsWith("-00");
        send(gateway.request("/api/v1/twice").header("traceparent", "00-" + TRACE + "-" + PARENT + "-00"));
        assertThat(upstream.last().headers().get("traceparent"))
                .startsWith("00-" + TRACE)
                .endsWith("-00");
        send(gateway.request("/api/v1/twice").header("traceparent", "00-" + TRACE + "-" + PARENT + "-01"));

        span("GET /api/v1/twice");
        assertThat(collector.spans()).hasSize(2).allSatisfy(span -> assertThat(Collector.hex(span.getTraceId()))
                .isEqualTo(TRACE));
    }

    @Test
    void a_collector_that_is_gone_harms_no_request() {
        collector.close();
        serve(Map.of());

        for (int i = 0; i < 200; i++) {
            HttpResponse<String> answer = send(gateway.request("/api/v1/twice"));
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        long start = System.nanoTime();
        gateway.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void without_a_collector_nothing_of_opentelemetry_is_loaded() throws Exception {
        Path loaded = Files.createTempFile("classes", ".log");
        try (var process = new GatewayProcess(
                ROUTES.replace("http://localhost:8002", upstream.url().toString()),
                Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded))) {
            send(process.request("/api/v1/twice"));

            await().untilAsserted(() -> assertThat(process.process().tail().lines())
                    .anyMatch(line -> line.startsWith("{\"time\":") && line.contains("\"route\":\"GET /twice\"")));
        }
        assertThat(Files.readString(loaded))
                .contains("io.gatehouse.gateway.telemetry.Exchange")
                .doesNotContain("io.opentelemetry");
    }

    private void serve(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("tracing.endpoint", collector.url());
        settings.put("tracing.serviceName", "edge");
        gateway = new TestGateway(ROUTES, upstream.url(), upstream.url(), settings);
    }

    /** The span of this name, which is on its way. */
    private Span span(String name) {
        await().until(() ->
                collector.spans().stream().anyMatch(span -> span.getName().equals(name)));
        return collector.spans().stream()
                .filter(span -> span.getName().equals(name))
                .reduce((earlier, last) -> last)
                .orElseThrow();
    }
}

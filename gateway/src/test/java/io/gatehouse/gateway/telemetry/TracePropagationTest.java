package io.gatehouse.gateway.telemetry;

import static io.gatehouse.gateway.testing.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.testing.OpenRoutes;
import io.gatehouse.gateway.testing.StubUpstream;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trace goes through the gateway to the service. */
class TracePropagationTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";
    private static final String MADE = "00-[0-9a-f]{32}-[0-9a-f]{16}-00";

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
    void forget() {
        upstream.forget();
    }

    @Test
    void a_clients_trace_is_gone_on_with_under_a_new_parent() {
        send(gateway.request("/api/things").header("traceparent", PARENT).header("tracestate", "vendor=1"));

        assertThat(parents()).singleElement().asString().matches("00-" + TRACE + "-(?!" + SPAN + ")[0-9a-f]{16}-01");
        assertThat(received("tracestate")).containsExactly("vendor=1");
    }

    @Test
    void a_request_without_a_trace_gets_one() {
        send(gateway.request("/api/things"));

        assertThat(parents()).singleElement().asString().matches(MADE);
        assertThat(received("tracestate")).isEmpty();
    }

    @Test
    void one_that_is_malformed_or_there_twice_is_not_passed_on() throws IOException {
        for (String headers : new String[] {
            "traceparent: 00-" + TRACE + "-" + SPAN + "-1\r\n",
            "Traceparent: " + PARENT + "\r\ntraceparent: " + PARENT + "\r\n",
            "traceparent: " + PARENT + "\r\nTRACEPARENT: 00-" + TRACE + "-1111111111111111-00\r\n"
        }) {
            upstream.forget();
            gateway.raw("GET /api/things HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers
                    + "tracestate: vendor=1\r\n\r\n");

            assertThat(parents()).singleElement().asString().matches(MADE).doesNotContain(TRACE);
            assertThat(received("tracestate")).isEmpty();
        }
    }

    @Test
    void a_connection_header_takes_nothing_of_it_away() throws IOException {
        gateway.raw("GET /api/things HTTP/1.1\r\nHost: x\r\nConnection: close, traceparent, x-request-id\r\n"
                + "X-Request-Id: request-1\r\ntraceparent: " + PARENT + "\r\n\r\n");

        assertThat(parents()).singleElement().asString().contains(TRACE);
        assertThat(received("x-request-id")).containsExactly("request-1");
    }

    private static List<String> parents() {
        return received("traceparent");
    }

    private static List<String> received(String header) {
        return upstream.last().headers().getValuesList(header);
    }
}

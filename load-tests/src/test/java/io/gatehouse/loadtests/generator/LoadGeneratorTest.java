package io.gatehouse.loadtests.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gatehouse.loadtests.stub.StubUpstream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {

    private static Server server;
    private static URI url;

    @BeforeAll
    static void start() throws Exception {
        server = StubUpstream.start(0);
        url = URI.create("http://127.0.0.1:" + server.getURI().getPort());
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @Test
    void a_closed_loop_sends_as_fast_as_answers_come() {
        try (var load = new LoadGenerator(url, requests("/orders/1?delay=20ms"), 4)) {
            Sample sample = load.closed(Duration.ofMillis(500));

            assertThat(sample.failures()).isZero();
            assertThat(sample.percentile(50)).isGreaterThanOrEqualTo(20);
            assertThat(sample.throughput()).isBetween(20.0, 200.0);
        }
    }

    @Test
    void an_open_loop_keeps_its_rate_however_long_answers_take() {
        try (var load = new LoadGenerator(url, requests("/orders/1?delay=100ms"), 64)) {
            Sample sample = load.open(200, Duration.ofSeconds(1));

            assertThat(sample.failures()).isZero();
            assertThat(sample.requests()).isCloseTo(200, within(10));
        }
    }

    @Test
    void a_burst_is_under_way_all_at_once() {
        try (var load = new LoadGenerator(url, requests("/orders/1?delay=300ms"), 200)) {
            long start = System.nanoTime();
            Sample sample = load.burst();

            assertThat(sample.requests()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        }
    }

    @Test
    void a_sustained_load_begins_evenly_and_stays_on_every_connection() {
        try (var load = new LoadGenerator(url, requests("/orders/1?delay=200ms"), 100)) {
            Sample sample = load.sustained(Duration.ofMillis(400), Duration.ofSeconds(1));

            assertThat(sample.failures()).isZero();
            assertThat(sample.requests()).isBetween(250, 600); // 100 in flight over 0.8 s or more, 200 ms or more each
        }
    }

    @Test
    void other_statuses_and_broken_connections_are_failures() {
        try (var load = new LoadGenerator(url, requests("/orders/1?status=503", "/orders/1?reset=true", "/me"), 3)) {
            Sample sample = load.burst();

            assertThat(sample.failures()).isEqualTo(2);
            assertThat(sample.requests()).isEqualTo(1);
        }
    }

    @Test
    void answers_that_never_come_are_not_waited_for_without_end() {
        try (var load = new LoadGenerator(url, requests("/orders/1?delay=60s"), 3, Duration.ofMillis(200))) {
            assertThatThrownBy(load::burst).hasMessage("3 of 3 requests are not answered after PT0.2S");
        }
    }

    private static List<byte[]> requests(String... paths) {
        return List.of(paths).stream()
                .map(path ->
                        ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII))
                .toList();
    }
}

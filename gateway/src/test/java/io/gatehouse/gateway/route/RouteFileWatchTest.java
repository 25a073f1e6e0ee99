package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How files change: by editors, by Kubernetes, by halves, and not at all. */
class RouteFileWatchTest {

    @TempDir
    private Path folder;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private Path file;
    private RouteFileWatch watch;

    @BeforeEach
    void start() throws IOException {
        file = write("routes.yml", routes("/a"));
        watch = new RouteFileWatch(file, new RouteFileReader(Map.of()), registry);
    }

    @Test
    void a_file_that_is_broken_from_the_start_serves_nobody() throws IOException {
        Path broken = write("broken.yml", "routes: {}");

        assertThatThrownBy(() -> new RouteFileWatch(broken, new RouteFileReader(Map.of()), new PrometheusRegistry()))
                .isInstanceOf(RouteFileException.class);
    }

    @Test
    void a_file_written_in_place_is_taken_up() throws IOException {
        write("routes.yml", routes("/b"));
        look(2);

        assertServes("GET /b");
        assertMetrics(1, 0, false);
    }

    @Test
    void a_file_replaced_by_another_of_the_same_size_and_age_is_taken_up() throws IOException {
        FileTime age = Files.getLastModifiedTime(file);
        Path draft = write("draft", routes("/b"));
        Files.setLastModifiedTime(draft, age);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        look(2);

        assertServes("GET /b");
    }

    @Test
    void a_config_map_is_taken_up_when_its_link_moves() throws IOException {
        write("..2024_1/routes.yml", routes("/one"));
        write("..2024_2/routes.yml", routes("/two"));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2024_1"));
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("..data/routes.yml"));
        watch = new RouteFileWatch(file, new RouteFileReader(Map.of()), new PrometheusRegistry());
        assertServes("GET /one");

        Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2024_2"));
        Files.move(folder.resolve("..data_tmp"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        look(2);

        assertServes("GET /two");
    }

    @Test
    void a_file_that_is_gone_for_a_moment_changes_nothing() throws IOException {
        Files.delete(file);
        look(1);
        write("routes.yml", routes("/a"));
        look(2);

        assertServes("GET /a");
        assertMetrics(0, 0, false);
    }

    @Test
    void a_file_that_stays_away_is_told_once_and_taken_up_when_it_is_back() throws IOException {
        Files.delete(file);
        look(5);
        assertServes("GET /a");
        assertMetrics(0, 1, true);

        write("routes.yml", routes("/a"));
        look(2);
        assertMetrics(1, 1, false);
    }

    @Test
    void what_is_still_being_written_is_left_alone_even_if_it_reads_well() throws IOException {
        String whole = routes("/a", "/b", "/c");
        for (int length = whole.length() - 60; length < whole.length(); length++) {
            write("routes.yml", whole.substring(0, length));
            look(1);
        }
        assertServes("GET /a");
        assertMetrics(0, 0, false);

        write("routes.yml", whole);
        look(2);
        assertServes("GET /a", "GET /b", "GET /c");
        assertMetrics(1, 0, false);
    }

    @Test
    void a_broken_file_is_refused_until_it_changes_again() throws IOException {
        write("routes.yml", routes("/b") + "  GET /c: {servise: users}\n");
        look(5);
        assertServes("GET /a");
        assertMetrics(0, 1, true);
        assertThat(new RoutesHealthCheck(watch).execute())
                .returns(true, result -> result.isHealthy())
                .returns("1 routes, older than the route file, which is refused", result -> result.getMessage());

        write("routes.yml", routes("/b"));
        look(2);
        assertServes("GET /b");
        assertMetrics(1, 1, false);
        assertThat(new RoutesHealthCheck(watch).execute().getMessage()).isEqualTo("1 routes");
    }

    @Test
    void a_file_that_was_only_touched_is_not_read_again() throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        look(3);

        assertMetrics(0, 0, false);
    }

    @Test
    void who_follows_is_told_of_each_table() throws IOException {
        List<Duration> told = new ArrayList<>();
        watch.routes().follow(table -> told.add(table.longestConnectTimeout()));
        write("routes.yml", routes("/a").replace("250ms", "750ms"));
        look(2);

        assertThat(told).containsExactly(Duration.ofMillis(250), Duration.ofMillis(750));
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            watch.look();
        }
    }

    private void assertServes(String... operations) {
        assertThat(watch.routes().get().routes()).extracting(Route::operation).containsExactly(operations);
    }

    private void assertMetrics(int ok, int refused, boolean stale) {
        assertThat(metric("gatehouse_gateway_route_reloads").getDataPoints())
                .extracting(point -> point.getLabels().get("result"), point -> ((CounterDataPointSnapshot) point)
                        .getValue())
                .containsExactlyInAnyOrder(tuple("ok", (double) ok), tuple("refused", (double) refused));
        assertThat(metric("gatehouse_gateway_route_file_stale").getDataPoints())
                .extracting(point -> ((GaugeDataPointSnapshot) point).getValue())
                .containsExactly(stale ? 1.0 : 0.0);
    }

    private MetricSnapshot metric(String name) {
        return registry.scrape().stream()
                .filter(snapshot -> snapshot.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Path write(String name, String content) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        return Files.writeString(target, content);
    }

    private static String routes(String... paths) {
        var text = new StringBuilder("""
                services:
                  users: {urls: ["http://localhost:8002"]}
                base-paths: [/api]
                policies: {admin: {user-types: [admin]}}
                defaults:
                  policy: admin
                  timeouts: {connect: 250ms, response: 2s, total: 5s}
                  max-request-body: 64KiB
                  max-response-body: 1MiB
                routes:
                """);
        for (String path : paths) {
            text.append("  GET ").append(path).append(": {service: users}\n");
        }
        return text.toString();
    }
}

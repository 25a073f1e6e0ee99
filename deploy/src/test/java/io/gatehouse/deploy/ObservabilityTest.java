package io.gatehouse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Dashboard and alerts ask for what the services tell. */
class ObservabilityTest {

    private static final String LABEL = "app.kubernetes.io/name";

    private static final String FOLDER = "deploy/observability/";

    /** Where a query names a metric: a word of several that is no function, label or keyword. */
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:up|(?:gatehouse|keys|jvm|process|io|ch)_[a-z0-9_]+)\\b");

    @Test
    void every_query_names_metrics_that_are_told() throws Exception {
        Set<String> told = told();
        List<String> queries = new ArrayList<>(
                alerts().stream().map(alert -> alert.get("expr").toString()).toList());
        for (JsonNode panel : dashboard().get("panels")) {
            panel.get("targets")
                    .forEach(target -> queries.add(target.get("expr").asText()));
        }

        assertThat(queries).hasSizeGreaterThan(20).allSatisfy(query -> {
            List<String> metrics = METRIC.matcher(query.replaceAll("\"[^\"]*\"", ""))
                    .results()
                    .map(found -> found.group())
                    .toList();
            assertThat(metrics).as(query).isNotEmpty();
            assertThat(told).as(query).containsAll(metrics);
        });
    }

    @Test
    void every_alert_says_how_urgent_it_is_and_what_to_do() {
        String operations = Repository.text("docs/operations.md");

        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> {
            String name = alert.get("alert").toString();
            Map<String, Object> annotations = Repository.map(alert.get("annotations"));
            assertThat(Repository.map(alert.get("labels")).get("severity"))
                    .as(name)
                    .isIn("page", "ticket");
            assertThat(annotations.get("summary").toString()).as(name).isNotBlank();
            assertThat(annotations)
                    .containsEntry("runbook", "docs/operations.md#" + name.toLowerCase(java.util.Locale.ROOT));
            assertThat(operations).as("docs/operations.md").contains("\n### " + name + "\n");
        });
    }

    @Test
    void all_three_services_are_scraped_at_their_admin_ports() {
        assertThat(Repository.text(FOLDER + "prometheus.yml"))
                .contains("gateway", "port: 9001", "users", "port: 9002", "orders", "port: 9003");
    }

    @Test
    void the_dashboard_finds_its_data() throws Exception {
        String source = Repository.text(FOLDER + "grafana/provisioning/datasources/prometheus.yml");
        for (JsonNode panel : dashboard().get("panels")) {
            assertThat(source).contains("uid: " + panel.at("/datasource/uid").asText());
            assertThat(panel.get("description").asText()).isNotBlank();
        }
        assertThat(Repository.map(Repository.yaml("docker-compose.yml").get("services")))
                .containsKeys("prometheus", "grafana", "collector", "traces");
    }

    @Test
    void the_trials_with_docker_look_for_lines_that_the_access_log_writes() {
        String line = Repository.text("docs/observability.md")
                .lines()
                .filter(text -> text.startsWith("{\"time\""))
                .findFirst()
                .orElseThrow();
        Matcher sought = Pattern.compile("grep -F \"(.*)\\$2").matcher(Repository.text("deploy/docker/try-compose"));

        assertThat(sought.find()).isTrue();
        assertThat(line).contains(sought.group(1).replace("\\\"", "\""));
    }

    /** Alerts and dashboard ask for jobs by the names of services, which every release's monitor has to give them. */
    @Test
    void a_monitor_of_the_chart_names_the_job_after_the_service() {
        Manifests rendered = Charts.render("gatehouse", "some-release", ValueSets.EVERYTHING);

        assertThat(rendered.of(ServiceMonitor.class))
                .extracting(monitor -> monitor.getSpec().getJobLabel())
                .containsExactly(LABEL, LABEL, LABEL);
        assertThat(rendered.of(Service.class))
                .extracting(service -> service.getMetadata().getLabels().get(LABEL))
                .contains("gateway", "users", "orders");
    }

    private static List<Map<String, Object>> alerts() {
        return Repository.list(Repository.yaml(FOLDER + "alerts.yml").get("groups")).stream()
                .flatMap(group -> Repository.list(Repository.map(group).get("rules")).stream())
                .map(Repository::map)
                .toList();
    }

    private static JsonNode dashboard() throws Exception {
        return new ObjectMapper().readTree(Repository.text(FOLDER + "grafana/dashboards/gatehouse.json"));
    }

    /** The gateway's metrics, as its code and its documentation call them, and the JVM's as they are registered. */
    private static Set<String> told() {
        Set<String> told = new TreeSet<>(Set.of("up"));
        String words = Repository.text("docs/observability.md");
        for (Path source : Repository.files("gateway/src/main/java", "Metrics.java")) {
            words += Repository.text(Repository.ROOT.relativize(source).toString());
        }
        Pattern.compile("(?:gatehouse|keys)_[a-z_]+")
                .matcher(words)
                .results()
                .forEach(found -> add(told, found.group()));
        var registry = new PrometheusRegistry();
        JvmMetrics.builder().register(registry);
        for (MetricSnapshot snapshot : registry.scrape()) {
            add(told, snapshot.getMetadata().getPrometheusName());
        }
        return told;
    }

    private static void add(Set<String> told, String name) {
        for (String suffix : List.of("", "_total", "_bucket", "_sum", "_count")) {
            told.add(name + suffix);
        }
    }
}

package io.gatehouse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Image, Compose and charts speak of the services as the services' own configuration does. */
class AgreementTest {

    private static final String DOCKERFILE = Repository.text("deploy/docker/Dockerfile");

    private final Map<String, Object> compose = Repository.yaml("docker-compose.yml");

    @ParameterizedTest
    @CsvSource({"gateway, 8001, 9001", "users, 8002, 9002", "orders, 8003, 9003"})
    void ports_are_the_same_everywhere(String service, int port, int adminPort) {
        String yaml = Repository.text(service + "/" + service + ".yml");
        var chart = Repository.map(
                Repository.yaml("deploy/helm/" + service + "/values.yaml").get("service"));

        assertThat(yaml).contains("port: ${PORT:-" + port + "}", "port: ${ADMIN_PORT:-" + adminPort + "}");
        assertThat(chart).containsEntry("port", port).containsEntry("adminPort", adminPort);
        if (!service.equals("gateway")) {
            String url = service.toUpperCase(java.util.Locale.ROOT) + "_SERVICE_URL";
            assertThat(composed("gateway")).containsEntry(url, "http://" + service + ":" + port);
            assertThat(rendered("gateway")).containsEntry(url, "http://gatehouse-" + service + ":" + port);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "users", "orders"})
    void every_variable_that_is_set_is_read(String service) {
        assertThat(known(service))
                .containsAll(composed(service).keySet())
                .containsAll(rendered(service).keySet());
    }

    @Test
    void the_gateway_of_both_asks_for_ended_sessions() {
        assertThat(composed("gateway")).containsEntry("REVOCATIONS_SERVICE", "users");
        assertThat(rendered("gateway")).containsEntry("REVOCATIONS_SERVICE", "users");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "users", "orders"})
    void images_are_called_the_same(String service) {
        assertThat(Repository.map(Repository.map(compose.get("services")).get(service))
                        .get("image"))
                .isEqualTo("gatehouse-" + service + ":${TAG:-local}");
        assertThat(Repository.map(Repository.yaml("deploy/helm/" + service + "/values.yaml")
                        .get("image")))
                .containsEntry("repository", "gatehouse-" + service);
        assertThat(DOCKERFILE).contains("org.opencontainers.image.title=\"gatehouse-$SERVICE\"");
    }

    @Test
    void the_user_of_the_image_is_the_one_of_the_pods() {
        Matcher user = Pattern.compile("(?m)^USER (\\d+):(\\d+)$").matcher(DOCKERFILE);
        assertThat(user.find()).isTrue();

        var security = Charts.render("gatehouse", "gatehouse")
                .one(Deployment.class, "gatehouse-users")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getSecurityContext();
        assertThat(security.getRunAsUser()).hasToString(user.group(1));
        assertThat(security.getRunAsGroup()).hasToString(user.group(2));
    }

    @Test
    void the_image_starts_checks_and_stops_as_orchestrators_expect() {
        assertThat(DOCKERFILE)
                .contains("ENTRYPOINT [\"/app/bin/start\"]", "STOPSIGNAL SIGTERM", "CMD [\"/app/bin/ready\"]")
                .doesNotContain("curl", "wget", ":latest", "--privileged");
        assertThat(DOCKERFILE.lines().filter(line -> line.startsWith("FROM")))
                .allMatch(line -> line.matches("FROM [\\w./-]+(:[\\w.-]+)?( AS \\w+)?"));
    }

    @Test
    void both_databases_are_made_by_one_script() {
        assertThat(Repository.text("deploy/helm/gatehouse/files/create-databases.sh"))
                .isEqualTo(Repository.text("deploy/docker/database/create-databases.sh"));
        assertThat(Repository.text("deploy/helm/gatehouse/values.yaml"))
                .contains(Repository.map(Repository.map(compose.get("services")).get("database"))
                        .get("image")
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "users", "orders", "gatehouse"})
    void charts_are_of_the_version_that_is_built(String chart) {
        Matcher version = Pattern.compile("<version>([^<]*)</version>").matcher(Repository.text("pom.xml"));
        assertThat(version.find()).isTrue();

        assertThat(Repository.yaml("deploy/helm/" + chart + "/Chart.yaml"))
                .containsEntry("appVersion", version.group(1));
    }

    /** What the service's files read, the script that starts it, and the image. */
    private static Set<String> known(String service) {
        String text = Repository.text(service + "/" + service + ".yml")
                + (service.equals("gateway") ? Repository.text("gateway/routes.yml") : "")
                + Repository.text("deploy/docker/bin/start");
        return Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)")
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, Object> composed(String service) {
        return Repository.map(
                Repository.map(Repository.map(compose.get("services")).get(service))
                        .get("environment"));
    }

    private static Map<String, String> rendered(String service) {
        return Environment.of(Charts.render(
                        "gatehouse",
                        "gatehouse",
                        ValueSets.EVERYTHING.replace("env: {GZIP: true, MAX_THREADS: 64}", ""))
                .one(Deployment.class, "gatehouse-" + service));
    }
}

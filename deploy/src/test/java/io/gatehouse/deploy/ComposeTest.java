package io.gatehouse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docker-compose.yml opens and allows. */
class ComposeTest {

    private static final String FILE = "docker-compose.yml";

    private final Map<String, Object> compose = Repository.yaml(FILE);
    private final Map<String, Map<String, Object>> services = new TreeMap<>();

    ComposeTest() {
        Repository.map(compose.get("services")).forEach((name, service) -> services.put(name, Repository.map(service)));
    }

    @Test
    void one_port_is_published_and_only_one() {
        assertThat(services.entrySet().stream()
                        .filter(service -> !service.getValue().containsKey("profiles"))
                        .filter(service -> service.getValue().containsKey("ports"))
                        .map(Map.Entry::getKey))
                .containsExactly("gateway");
        assertThat(Repository.list(services.get("gateway").get("ports"))).hasSize(1);
    }

    @Test
    void ports_are_published_on_this_machine_alone() {
        assertThat(services.values().stream()
                        .flatMap(service -> Repository.list(service.get("ports")).stream())
                        .map(Object::toString))
                .isNotEmpty()
                .allMatch(port -> port.matches("(\\$\\{\\w+:-)?127\\.0\\.0\\.1:\\d+\\}?:\\d+"));
    }

    @Test
    void the_way_from_outside_to_the_data_goes_through_the_gateway() {
        Map<String, Object> networks = Repository.map(compose.get("networks"));
        for (String network : List.of("front", "backend", "data", "limits")) {
            assertThat(Repository.map(networks.get(network))).as(network).containsEntry("internal", true);
        }
        assertThat(networksOf("database")).containsExactly("data");
        assertThat(on("data")).containsExactlyInAnyOrder("database", "users", "orders");
        assertThat(networksOf("users")).containsExactly("backend", "data").isEqualTo(networksOf("orders"));
        assertThat(networksOf("gateway")).doesNotContain("data");
    }

    /** By default Docker gives out 172.16.0.0/12 and 192.168.0.0/16 in turn, so that sooner or later a range of those is taken. */
    @Test
    void the_network_of_the_proxies_has_a_range_that_docker_gives_to_no_other() {
        Map<String, Object> front =
                Repository.map(Repository.map(compose.get("networks")).get("front"));
        Object range =
                Repository.list(Repository.map(front.get("ipam")).get("config")).get(0);
        String subnet = Repository.map(range).get("subnet").toString();

        assertThat(subnet).matches("\\$\\{FRONT_NETWORK:-10\\.\\d+\\.\\d+\\.\\d+/28}");
        assertThat(Repository.map(services.get("limited-gateway").get("environment")))
                .containsEntry("TRUSTED_PROXIES", subnet);
    }

    @Test
    void nobody_can_gain_privileges_or_take_all_of_the_machine() {
        services.forEach((name, service) -> {
            assertThat(Repository.list(service.get("security_opt"))).as(name).contains("no-new-privileges:true");
            assertThat(Repository.list(service.get("cap_drop"))).as(name).containsExactly("ALL");
            assertThat(service).as(name).doesNotContainKeys("privileged", "network_mode_host", "pid", "devices");
            Map<String, Object> resources =
                    Repository.map(Repository.map(service.get("deploy")).get("resources"));
            assertThat(Repository.map(resources.get("limits")))
                    .as(name + " limits")
                    .containsKeys("cpus", "memory", "pids");
        });
    }

    @Test
    void who_hashes_passwords_gives_way_to_who_reads() {
        assertThat(Integer.parseInt(services.get("users").get("cpu_shares").toString()))
                .isLessThan(256);
        assertThat(services.get("gateway")).doesNotContainKey("cpu_shares");
        assertThat(services.get("orders")).doesNotContainKey("cpu_shares");
    }

    @Test
    void ours_can_write_nothing_but_their_volumes() {
        for (String name :
                List.of("gateway", "limited-gateway", "users", "orders", "secrets", "edge", "balancer", "load")) {
            assertThat(services.get(name)).as(name).containsEntry("read_only", true);
        }
        for (String name : List.of("gateway", "users", "orders", "edge")) {
            assertThat(Repository.list(services.get(name).get("volumes")))
                    .as(name)
                    .allSatisfy(volume -> assertThat(volume.toString()).endsWith(":ro"));
        }
    }

    @Test
    void images_of_others_have_a_version() {
        assertThat(services.values().stream()
                        .map(service -> service.get("image").toString()))
                .allMatch(image -> image.matches("[\\w./-]+:(v?\\d[\\w.-]*|\\$\\{TAG:-local\\})"));
    }

    @Test
    void no_secret_stands_in_the_file() {
        assertThat(Repository.text(FILE).lines().filter(line -> line.matches(".*(PASSWORD|SECRET|TOKEN)\\w*: .*")))
                .allMatch(line -> line.contains("_FILE: /run/secrets/") || line.contains("for-development-only"));
    }

    @Test
    void load_comes_from_where_clients_are() {
        Map<String, Object> load = services.get("load");
        String options =
                Repository.map(load.get("environment")).get("JDK_JAVA_OPTIONS").toString();
        String port =
                Repository.list(services.get("gateway").get("ports")).get(0).toString();
        String simulation = Repository.list(load.get("command")).get(0).toString();

        assertThat(networksOf("load")).containsExactly("edge");
        assertThat(networksOf("gateway")).contains("edge");
        assertThat(options).isEqualTo("-DbaseUrl=http://gateway:" + port.substring(port.lastIndexOf(':') + 1));
        assertThat(Repository.path(
                        "load-tests/src/main/java/io/gatehouse/loadtests/simulation/" + simulation + ".java"))
                .exists();
    }

    @Test
    void the_report_of_a_load_stays_where_its_user_can_write() {
        String dockerfile = Repository.text("deploy/docker/load/Dockerfile");
        String volume =
                Repository.list(services.get("load").get("volumes")).get(0).toString();
        String results = volume.substring(volume.indexOf(":/gatehouse/") + ":/gatehouse/".length());

        assertThat(Repository.text("load-tests/run")).contains("results=" + results.replace("load-tests", "$HERE"));
        assertThat(dockerfile).contains("--chown=10001:10001 /build/" + results + "/ " + results + "/");
        assertThat(dockerfile).contains("\nUSER 10001:10001\n").doesNotContain(":latest");
    }

    @Test
    void profiles_are_named_at_the_top() {
        Set<String> used = services.values().stream()
                .flatMap(service -> Repository.list(service.get("profiles")).stream())
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        String head = Repository.text(FILE).split("\nname:", 2)[0];
        Set<String> named = Pattern.compile("(?m)^#   ([a-z]+) ")
                .matcher(head)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).isEqualTo(named);
    }

    /** Compose takes a list, or a map where a network has settings. */
    private List<Object> networksOf(String service) {
        Object networks = services.get(service).get("networks");
        return networks instanceof Map<?, ?> byName ? List.copyOf(byName.keySet()) : Repository.list(networks);
    }

    private List<String> on(String network) {
        return services.keySet().stream()
                .filter(name -> networksOf(name).contains(network))
                .toList();
    }
}

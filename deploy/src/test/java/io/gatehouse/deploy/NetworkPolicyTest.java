package io.gatehouse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who can talk to whom, worked out of the rendered policies as a network that enforces them would. */
class NetworkPolicyTest {

    private static final Map<String, String> STRANGER = Map.of("app", "stranger");

    private final Manifests trial = Charts.render("gatehouse", "gatehouse");

    @Test
    void only_the_gateway_reaches_users_and_orders() {
        assertThat(callersOf("users", "http")).containsExactly("gatehouse-gateway");
        assertThat(callersOf("orders", "http")).containsExactly("gatehouse-gateway");
    }

    @Test
    void only_services_and_their_migrations_reach_the_database() {
        assertThat(callersOf("database", "postgres"))
                .containsExactly(
                        "gatehouse-orders", "gatehouse-orders-migrate", "gatehouse-users", "gatehouse-users-migrate");
    }

    @Test
    void everybody_has_a_policy_for_both_directions() {
        for (HasMetadata workload : workloads(trial)) {
            assertThat(trial.of(NetworkPolicy.class))
                    .as(workload.getMetadata().getName())
                    .filteredOn(policy -> selects(policy, labels(workload)))
                    .anySatisfy(policy ->
                            assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress"));
        }
    }

    @Test
    void nobody_reads_metrics_until_told_who() {
        Manifests scraped = Charts.render("gatehouse", "gatehouse", ValueSets.EVERYTHING);

        for (String service : List.of("gateway", "users", "orders")) {
            assertThat(ports(trial, service)).doesNotContain("admin");
            assertThat(ports(scraped, service)).contains("admin");
        }
    }

    @Test
    void who_tests_a_release_gets_in_where_clients_are_named() {
        Manifests named = Charts.render("gatehouse", "gatehouse", ValueSets.EVERYTHING);

        assertThat(admits(named.one(NetworkPolicy.class, "gatehouse-gateway"), "http", STRANGER))
                .isFalse();
        assertThat(admits(
                        named.one(NetworkPolicy.class, "gatehouse-gateway"),
                        "http",
                        labels(named.one(Pod.class, "gatehouse-gateway-test"))))
                .isTrue();
    }

    @Test
    void a_route_file_of_ones_own_leads_where_egress_says() {
        Manifests rendered = Charts.render(
                "gatehouse",
                "gatehouse",
                "gateway: {networkPolicy: {egress: [{to: [{podSelector: {}}], ports: [{port: 8004}]}]}}");

        assertThat(egress(rendered)).contains("8004");
    }

    @Test
    void redis_and_the_collector_are_reached_only_when_named() {
        Manifests named = Charts.render("gatehouse", "gatehouse", ValueSets.EVERYTHING);

        assertThat(egress(trial)).containsExactlyInAnyOrder("53", "53", "8002", "8003");
        assertThat(egress(named)).containsExactlyInAnyOrder("53", "53", "8002", "8003", "6379", "4318");
    }

    private static List<String> egress(Manifests manifests) {
        return manifests.one(NetworkPolicy.class, "gatehouse-gateway").getSpec().getEgress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(NetworkPolicyTest::port)
                .toList();
    }

    private static List<String> ports(Manifests manifests, String service) {
        return manifests.one(NetworkPolicy.class, "gatehouse-" + service).getSpec().getIngress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(NetworkPolicyTest::port)
                .toList();
    }

    /** Who is let in at this port by the one and let out by their own. */
    private Set<String> callersOf(String name, String port) {
        NetworkPolicy policy = trial.one(NetworkPolicy.class, "gatehouse-" + name);
        Set<String> callers = new TreeSet<>();
        for (HasMetadata workload : workloads(trial)) {
            if (admits(policy, port, labels(workload)) && letsOut(workload, policy)) {
                callers.add(workload.getMetadata().getName());
            }
        }
        if (admits(policy, port, STRANGER)) {
            callers.add("anyone");
        }
        return callers;
    }

    private static boolean admits(NetworkPolicy policy, String port, Map<String, String> caller) {
        return policy.getSpec().getIngress().stream()
                .filter(rule ->
                        rule.getPorts().isEmpty() || rule.getPorts().stream().anyMatch(it -> port(it).equals(port)))
                .anyMatch(rule ->
                        rule.getFrom().isEmpty() || rule.getFrom().stream().anyMatch(peer -> matches(peer, caller)));
    }

    private boolean letsOut(HasMetadata caller, NetworkPolicy to) {
        return trial.of(NetworkPolicy.class).stream()
                .filter(policy -> selects(policy, labels(caller)))
                .flatMap(policy -> policy.getSpec().getEgress().stream())
                .anyMatch(rule -> rule.getTo().stream()
                        .anyMatch(peer -> matches(
                                peer, labelsOf(to.getSpec().getPodSelector().getMatchLabels()))));
    }

    /** The labels of a pod that a policy's selector stands for. */
    private Map<String, String> labelsOf(Map<String, String> selector) {
        return workloads(trial).stream()
                .map(NetworkPolicyTest::labels)
                .filter(labels -> labels.entrySet().containsAll(selector.entrySet()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean selects(NetworkPolicy policy, Map<String, String> labels) {
        return labels.entrySet()
                .containsAll(policy.getSpec().getPodSelector().getMatchLabels().entrySet());
    }

    private static boolean matches(NetworkPolicyPeer peer, Map<String, String> labels) {
        return peer.getNamespaceSelector() == null
                && peer.getPodSelector() != null
                && labels.entrySet()
                        .containsAll(peer.getPodSelector().getMatchLabels().entrySet());
    }

    private static String port(NetworkPolicyPort port) {
        return port.getPort().getStrVal() != null
                ? port.getPort().getStrVal()
                : String.valueOf(port.getPort().getIntVal());
    }

    private static List<HasMetadata> workloads(Manifests manifests) {
        return manifests.all().stream()
                .filter(it ->
                        it instanceof Deployment || it instanceof StatefulSet || it instanceof Job || it instanceof Pod)
                .toList();
    }

    private static Map<String, String> labels(HasMetadata workload) {
        if (workload instanceof Deployment deployment) {
            return deployment.getSpec().getTemplate().getMetadata().getLabels();
        } else if (workload instanceof StatefulSet set) {
            return set.getSpec().getTemplate().getMetadata().getLabels();
        } else if (workload instanceof Job job) {
            return job.getSpec().getTemplate().getMetadata().getLabels();
        }
        return workload.getMetadata().getLabels();
    }
}

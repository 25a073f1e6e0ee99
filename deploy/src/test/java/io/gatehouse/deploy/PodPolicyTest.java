package io.gatehouse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every pod of the charts may not do, whatever the values. */
@ParameterizedClass
@MethodSource("rendered")
class PodPolicyTest {

    private final Manifests manifests;

    PodPolicyTest(Manifests manifests) {
        this.manifests = manifests;
    }

    static Stream<Manifests> rendered() {
        return Stream.of(
                Charts.render("gatehouse", "gatehouse"),
                Charts.render("gatehouse", "gatehouse", Charts.production(), ValueSets.SECRETS),
                Charts.render("gatehouse", "gatehouse", ValueSets.EVERYTHING));
    }

    @Test
    void nobody_is_root_or_can_become_it() {
        assertThat(manifests.pods()).isNotEmpty().allSatisfy((name, pod) -> {
            assertThat(pod.getSecurityContext().getRunAsNonRoot())
                    .as("runAsNonRoot")
                    .isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).as("runAsUser").isPositive();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(containers(pod)).allSatisfy(container -> {
                var security = container.getSecurityContext();
                assertThat(security.getAllowPrivilegeEscalation())
                        .as("allowPrivilegeEscalation")
                        .isFalse();
                assertThat(security.getReadOnlyRootFilesystem())
                        .as("readOnlyRootFilesystem")
                        .isTrue();
                assertThat(security.getCapabilities().getDrop())
                        .as("capabilities dropped")
                        .containsExactly("ALL");
                assertThat(security.getCapabilities().getAdd())
                        .as("capabilities added")
                        .isEmpty();
                assertThat(security.getPrivileged()).isNull();
            });
        });
    }

    @Test
    void nobody_sees_the_node_or_the_cluster() {
        assertThat(manifests.pods()).allSatisfy((name, pod) -> {
            assertThat(pod.getHostNetwork()).isNull();
            assertThat(pod.getHostPID()).isNull();
            assertThat(pod.getAutomountServiceAccountToken())
                    .as("automountServiceAccountToken")
                    .isFalse();
            assertThat(pod.getVolumes())
                    .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
        });
        assertThat(manifests.of(ServiceAccount.class))
                .allSatisfy(account ->
                        assertThat(account.getAutomountServiceAccountToken()).isFalse());
    }

    @Test
    void everybody_has_a_share_and_a_bound() {
        assertThat(manifests.pods())
                .allSatisfy((name, pod) -> assertThat(containers(pod)).allSatisfy(container -> {
                    assertThat(container.getResources().getRequests())
                            .as("requests")
                            .containsKeys("cpu", "memory");
                    assertThat(container.getResources().getLimits())
                            .as("limits")
                            .containsKeys("cpu", "memory");
                }));
    }

    @Test
    void services_are_asked_whether_they_are_ready_and_alive() {
        for (Deployment deployment : manifests.of(Deployment.class)) {
            Container container =
                    deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
            assertThat(probe(container.getStartupProbe())).as("startup probe").isEqualTo("admin/ready");
            assertThat(probe(container.getReadinessProbe()))
                    .as("readiness probe")
                    .isEqualTo("admin/ready");
            assertThat(probe(container.getLivenessProbe())).as("liveness probe").isEqualTo("admin/alive");
        }
    }

    private static String probe(Probe probe) {
        return probe.getHttpGet().getPort().getStrVal() + probe.getHttpGet().getPath();
    }

    @Test
    void a_replica_goes_only_when_another_is_ready_and_has_time_to_drain() {
        for (Deployment deployment : manifests.of(Deployment.class)) {
            var rolling = deployment.getSpec().getStrategy().getRollingUpdate();
            assertThat(rolling.getMaxUnavailable().getIntVal()).isZero();
            PodSpec pod = deployment.getSpec().getTemplate().getSpec();
            int drain = Integer.parseInt(
                    Environment.of(deployment).get("DRAIN_DELAY").replace("s", ""));
            assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(drain + 10 + 5);
            assertThat(pod.getTopologySpreadConstraints())
                    .extracting(spread -> spread.getTopologyKey())
                    .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        }
    }

    @Test
    void services_choose_the_pods_of_their_deployment_alone() {
        for (Deployment deployment : manifests.of(Deployment.class)) {
            Map<String, String> labels =
                    deployment.getSpec().getTemplate().getMetadata().getLabels();
            assertThat(labels)
                    .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
            Service service =
                    manifests.one(Service.class, deployment.getMetadata().getName());
            assertThat(labels).containsAllEntriesOf(service.getSpec().getSelector());
            assertThat(service.getSpec().getSelector()).containsEntry("app.kubernetes.io/component", "server");
        }
    }

    @Test
    void no_admin_port_stands_beside_a_public_one() {
        assertThat(manifests.of(Service.class))
                .filteredOn(service -> !"None".equals(service.getSpec().getClusterIP()))
                .singleElement()
                .satisfies(service -> assertThat(service.getSpec().getPorts())
                        .extracting(port -> port.getName())
                        .containsExactly("http"));
    }

    private static List<Container> containers(PodSpec pod) {
        return Stream.concat(pod.getContainers().stream(), pod.getInitContainers().stream())
                .toList();
    }
}

package io.gatehouse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The manifests for those who don't use Helm. */
class KubernetesManifestsTest {

    private static final String BASE = "deploy/k8s/base/gatehouse.yaml";

    @Test
    void the_base_is_what_the_charts_say() throws IOException {
        String made = "# Rendered from deploy/helm with its production values and ../values.yaml. Change those.\n"
                + Arrays.stream(Charts.text(
                                        "gatehouse",
                                        "gatehouse",
                                        Charts.production(),
                                        Repository.path("deploy/k8s/values.yaml")
                                                .toString())
                                .split("(?m)^---\\n"))
                        .filter(manifest -> !manifest.isBlank() && !manifest.contains(Charts.HOOK))
                        .map(manifest -> manifest.lines()
                                .filter(line -> !line.isBlank())
                                .filter(line -> !line.matches(
                                        "# Source: .*| +(helm.sh/chart|app.kubernetes.io/managed-by): .*"))
                                .collect(Collectors.joining("\n", "---\n", "\n")))
                        .collect(Collectors.joining());
        if (System.getProperty("deploy.update") != null) {
            Files.writeString(Repository.path(BASE), made);
        }

        assertThat(Repository.text(BASE))
                .as("render it anew with -Ddeploy.update")
                .isEqualTo(made);
        assertThat(Manifests.parse(made).pods()).hasSize(3);
    }

    @Test
    void the_namespace_admits_restricted_pods_alone_and_denies_all_traffic() {
        Namespace namespace = manifests("deploy/k8s/namespace/namespace.yaml").one(Namespace.class, "gatehouse");
        NetworkPolicy policy =
                manifests("deploy/k8s/namespace/default-deny.yaml").one(NetworkPolicy.class, "default-deny");

        assertThat(namespace.getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
        assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isEmpty();
        assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(policy.getSpec().getIngress()).isEmpty();
        assertThat(policy.getSpec().getEgress()).isEmpty();
    }

    @Test
    void kustomizations_name_what_is_there() {
        for (Path file : Repository.files("deploy/k8s", "kustomization.yaml")) {
            var kustomization = Repository.map(Repository.documents(read(file)).get(0));
            assertThat(Repository.list(kustomization.get("resources")))
                    .as(file.toString())
                    .isNotEmpty()
                    .allSatisfy(resource ->
                            assertThat(file.resolveSibling(resource.toString())).exists());
            var names = manifests(BASE).all().stream()
                    .map(HasMetadata::getMetadata)
                    .map(metadata -> metadata.getName())
                    .toList();
            assertThat(Repository.list(kustomization.get("patches"))).allSatisfy(patch -> {
                String name = (String)
                        Repository.map(Repository.map(patch).get("target")).get("name");
                assertThat(names).anyMatch(it -> it.matches(name));
            });
        }
    }

    private static Manifests manifests(String file) {
        return Manifests.parse(Repository.text(file));
    }

    private static String read(Path file) {
        return Repository.text(Repository.ROOT.relativize(file).toString());
    }
}

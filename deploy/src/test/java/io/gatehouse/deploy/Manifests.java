package io.gatehouse.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Manifests, each read as its kind: what the kind does not know, or knows as another type, is an error. */
record Manifests(List<HasMetadata> all) {

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Stream.of(
                    ConfigMap.class,
                    Deployment.class,
                    HorizontalPodAutoscaler.class,
                    HTTPRoute.class,
                    Ingress.class,
                    Job.class,
                    Namespace.class,
                    NetworkPolicy.class,
                    Pod.class,
                    PodDisruptionBudget.class,
                    Secret.class,
                    Service.class,
                    ServiceAccount.class,
                    ServiceMonitor.class,
                    StatefulSet.class)
            .collect(Collectors.toMap(
                    kind -> HasMetadata.getApiVersion(kind) + " " + HasMetadata.getKind(kind), Function.identity()));

    /** The kinds would keep what they don't know; without that, Jackson refuses it. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .build();

    static Manifests parse(String yaml) {
        return new Manifests(Repository.documents(yaml).stream()
                .<HasMetadata>map(Manifests::read)
                .toList());
    }

    private static HasMetadata read(Object document) {
        Map<String, Object> manifest = Repository.map(document);
        String kind = manifest.get("apiVersion") + " " + manifest.get("kind");
        Class<? extends HasMetadata> type = KINDS.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("There is no kind " + kind + ": " + manifest);
        }
        try {
            return STRICT.convertValue(manifest, type);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(kind + " " + manifest.get("metadata") + ": " + e.getMessage(), e);
        }
    }

    <T extends HasMetadata> List<T> of(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends HasMetadata> T one(Class<T> kind, String name) {
        List<T> found = of(kind).stream()
                .filter(manifest -> manifest.getMetadata().getName().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + kind.getSimpleName() + " " + name + " in "
                    + of(kind).stream().map(it -> it.getMetadata().getName()).toList());
        }
        return found.get(0);
    }

    /** Whatever runs: the pods of Deployments, StatefulSets, Jobs and tests, by kind and name. */
    Map<String, PodSpec> pods() {
        return all.stream()
                .filter(manifest -> podOf(manifest) != null)
                .collect(Collectors.toMap(
                        manifest -> manifest.getKind() + " "
                                + manifest.getMetadata().getName(),
                        Manifests::podOf));
    }

    private static PodSpec podOf(HasMetadata manifest) {
        if (manifest instanceof Deployment deployment) {
            return deployment.getSpec().getTemplate().getSpec();
        } else if (manifest instanceof StatefulSet set) {
            return set.getSpec().getTemplate().getSpec();
        } else if (manifest instanceof Job job) {
            return job.getSpec().getTemplate().getSpec();
        }
        return manifest instanceof Pod pod ? pod.getSpec() : null;
    }
}

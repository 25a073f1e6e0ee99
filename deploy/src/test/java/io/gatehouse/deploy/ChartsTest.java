package io.gatehouse.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The charts render, to manifests that Kubernetes would take, whatever their values say. */
class ChartsTest {

    static final List<String> CHARTS = Charts.ALL;

    @ParameterizedTest
    @FieldSource("CHARTS")
    void helm_has_nothing_against_a_chart(String chart) {
        var lint = Charts.lint(chart);

        assertThat(lint.getMessages().stream()
                        .filter(message -> message.contains("[ERROR]") || message.contains("[WARNING]"))
                        .filter(message -> !message.contains("Nothing was installed")))
                .isEmpty();
    }

    static Stream<Arguments> valueSets() {
        return Stream.of(
                Arguments.of("defaults", new String[] {}),
                Arguments.of("production", new String[] {Charts.production(), ValueSets.SECRETS}),
                Arguments.of("everything on", new String[] {ValueSets.EVERYTHING}),
                Arguments.of("everything off", new String[] {ValueSets.NOTHING}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valueSets")
    void every_manifest_is_one_that_kubernetes_knows(String name, String[] values) {
        Manifests rendered = Charts.render("gatehouse", "gatehouse", values);

        assertThat(rendered.of(Deployment.class)).hasSize(3);
        assertThat(rendered.all().stream()
                        .map(it -> it.getKind() + " " + it.getMetadata().getName()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("CHARTS")
    void a_name_that_misses_a_letter_is_told(String chart) {
        assertThatThrownBy(() -> Charts.render(chart, "x", "imagee: {tag: '1'}"))
                .hasMessageContaining("imagee");
    }

    @Test
    void production_asks_for_each_secret_by_name() {
        assertThatThrownBy(() -> Charts.render("gatehouse", "gatehouse", Charts.production()))
                .hasMessageMatching(
                        "(?s).*(set secrets\\.(keys|database) to the name of a Secret that holds .*|set database.host"
                                + " to the host of PostgreSQL\\.) .*Nothing was installed.*");
        assertThatThrownBy(() -> Charts.render("gateway", "gateway"))
                .hasMessageContaining(
                        "gateway: set secrets.keys to the name of a Secret that holds access and internal");
        assertThatThrownBy(() -> Charts.render("users", "users", "database: {host: db}"))
                .hasMessageContaining("users: set secrets.keys to the name of a Secret that holds internal-public");
        assertThatThrownBy(() -> Charts.render("orders", "orders", "secrets: {keys: k}\ndatabase: {host: db}"))
                .hasMessageContaining("orders: set secrets.database to the name of a Secret that holds password");
        assertThatThrownBy(() -> Charts.render("orders", "orders", "secrets: {keys: k, database: d}"))
                .hasMessageContaining("orders: set database.host to the host of PostgreSQL");
    }

    @Test
    void redis_and_the_collector_are_not_left_behind_a_closed_door() {
        assertThatThrownBy(() -> Charts.render("gatehouse", "x", "gateway: {redis: {secret: redis}}"))
                .hasMessageContaining("set redis.to");
        assertThatThrownBy(() -> Charts.render("gatehouse", "x", "gateway: {tracing: {endpoint: 'http://c:4318'}}"))
                .hasMessageContaining("set tracing.to");
    }

    @Test
    void clients_behind_a_proxy_do_not_all_become_that_proxy() {
        String ingress = "gateway: {ingress: {enabled: true, host: api.example.org}}";
        String route = "gateway: {httpRoute: {enabled: true, parentRefs: [{name: public}]}}";

        assertThatThrownBy(() -> Charts.render("gatehouse", "x", ingress)).hasMessageContaining("set trustedProxies");
        assertThatThrownBy(() -> Charts.render("gatehouse", "x", route)).hasMessageContaining("set trustedProxies");
    }

    @Test
    void a_variable_can_be_emptied() {
        Manifests rendered =
                Charts.render("gatehouse", "x", "gateway: {env: {REVOCATIONS_SERVICE: '', RESOLVE_SERVICES: false}}");

        assertThat(Environment.of(rendered.one(Deployment.class, "x-gateway")))
                .containsEntry("REVOCATIONS_SERVICE", "")
                .containsEntry("RESOLVE_SERVICES", "false");
    }

    @Test
    void releases_of_one_service_each_find_each_other() {
        Manifests gateway = Charts.render("gateway", "gateway", "secrets: {keys: gateway-keys}");
        Manifests users =
                Charts.render("users", "users", "secrets: {keys: internal-public, database: db}\ndatabase: {host: db}");

        String url = Environment.of(gateway.one(Deployment.class, "gateway")).get("USERS_SERVICE_URL");
        assertThat(url).isEqualTo("http://users:8002");
        assertThat(users.of(io.fabric8.kubernetes.api.model.Service.class))
                .extracting(service -> service.getMetadata().getName())
                .containsExactly("users");
    }

    @Test
    void a_digest_wins_over_a_tag() {
        String digest = "sha256:" + "0123456789abcdef".repeat(4);
        Manifests rendered = Charts.render(
                "gatehouse",
                "x",
                "global: {registry: registry.example.org/g/}\ngateway: {image: {tag: v1, digest: '" + digest + "'}}");

        assertThat(rendered.one(Deployment.class, "x-gateway")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers())
                .extracting(container -> container.getImage())
                .containsExactly("registry.example.org/g/gatehouse-gateway@" + digest);
    }

    @Test
    void schemas_change_in_a_hook_before_replicas_do() {
        List<Job> production = Charts.render("gatehouse", "g", Charts.production(), ValueSets.SECRETS)
                .of(Job.class);
        List<Job> trial = Charts.render("gatehouse", "g").of(Job.class);

        assertThat(production).hasSize(2).allSatisfy(job -> assertThat(hook(job))
                .isEqualTo("pre-install,pre-upgrade"));
        // A trial's first installation makes the database itself.
        assertThat(trial).hasSize(2).allSatisfy(job -> assertThat(hook(job)).isEqualTo("post-install,pre-upgrade"));
    }

    private static String hook(HasMetadata manifest) {
        return manifest.getMetadata().getAnnotations().get(Charts.HOOK);
    }

    @Test
    void replicas_belong_to_the_autoscaler_where_there_is_one() {
        Manifests rendered = Charts.render("gatehouse", "g", Charts.production(), ValueSets.SECRETS);

        assertThat(rendered.of(HorizontalPodAutoscaler.class)).hasSize(3);
        assertThat(rendered.of(Deployment.class))
                .allSatisfy(it -> assertThat(it.getSpec().getReplicas()).isNull());
        assertThat(rendered.of(PodDisruptionBudget.class)).hasSize(3);
    }
}

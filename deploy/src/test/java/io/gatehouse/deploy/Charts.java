package io.gatehouse.deploy;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The charts in a copy, in which Helm has put together what each is made of. */
final class Charts {

    /** Each chart that can be installed, innermost first. */
    static final List<String> ALL = List.of("gateway", "users", "orders", "gatehouse");

    /** Helm's library keeps hooks to itself. In the copy they are called so, and are manifests as others. */
    static final String HOOK = "rendered.helm.sh/hook";

    private static final Path COPY = Path.of("target", "helm").toAbsolutePath();
    private static boolean ready;

    private Charts() {}

    /** What Helm would apply: every manifest, hooks and tests too. */
    static Manifests render(String chart, String release, String... values) {
        return Manifests.parse(text(chart, release, values));
    }

    /** The same as Helm writes it. */
    static String text(String chart, String release, String... values) {
        prepare();
        var template = new Helm(COPY.resolve(chart))
                .template()
                .withName(release)
                .withNamespace("gatehouse")
                .withKubeVersion("1.31.0");
        for (String part : values) {
            template.withValuesFile(part.startsWith("/") ? Path.of(part) : file(part));
        }
        return template.call();
    }

    static LintResult lint(String chart) {
        prepare();
        return new Helm(COPY.resolve(chart)).lint().strict().call();
    }

    /** The production values, as an argument for {@link #render}. */
    static String production() {
        return Repository.path("deploy/helm/gatehouse/values-production.yaml").toString();
    }

    private static synchronized void prepare() {
        assumeFalse(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("aarch64"),
                "There is no Helm library for Linux on ARM: the charts are not tested here.");
        if (ready) {
            return;
        }
        try {
            ClusterStandIn.start();
            copy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String chart : ALL) {
            new Helm(COPY.resolve(chart)).dependency().update().skipRefresh().call();
        }
        ready = true;
    }

    private static void copy() throws IOException {
        Path source = Repository.path("deploy/helm");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = source.relativize(file);
                if (!relative.toString().contains("/charts/") && !relative.endsWith("Chart.lock")) {
                    Path target = COPY.resolve(relative.toString());
                    Files.createDirectories(target.getParent());
                    Files.writeString(target, Files.readString(file).replace("helm.sh/hook", HOOK));
                }
            }
        }
    }

    private static Path file(String values) {
        try {
            return Files.writeString(Files.createTempFile("values", ".yaml"), values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.gatehouse.loadtests.bed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where things are: this checkout, what was built in it, and the Java that runs it. */
public final class Installation {

    /** The top of the checkout. */
    public static final Path ROOT = root();

    private Installation() {}

    /** The Java that runs us. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static Path jar(String module) {
        Path jar = ROOT.resolve(module).resolve("target").resolve(module + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    jar + " is not built. Run ./stack load, which builds it, or mvn -pl load-tests -am package.");
        }
        return jar;
    }

    /** How to run a class of this module with few means. */
    public static List<String> own(Class<?> main, String... arguments) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                java(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()),
                        java.util.stream.Stream.of(arguments))
                .toList();
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("gateway").resolve("routes.yml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("Run this inside the checkout: no gateway/routes.yml above " + here);
    }
}

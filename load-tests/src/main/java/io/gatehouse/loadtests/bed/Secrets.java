package io.gatehouse.loadtests.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keys for one run, made as an operator makes them. */
public final class Secrets {

    private static final String ACCESS = "access.jwks.json";
    private static final String PRIVATE = "internal.jwks.json";
    private static final String PUBLIC = "internal-public.jwks.json";

    private final Path folder;

    private Secrets(Path folder) {
        this.folder = folder;
    }

    /** Makes them in a folder. */
    public static Secrets make(Path folder) {
        var secrets = new Secrets(folder);
        try {
            for (Process generator : List.of(
                    secrets.generator("--private", secrets.file(ACCESS)),
                    secrets.generator("--private", secrets.file(PRIVATE), "--public", secrets.file(PUBLIC)))) {
                if (generator.waitFor() != 0) {
                    throw new IllegalStateException("making keys failed: see " + secrets.file("keys.log"));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return secrets;
    }

    /** The variables of the environment that name the keys. */
    Map<String, String> environment() {
        return Map.of(
                "ACCESS_KEYS", file(ACCESS), "INTERNAL_KEYS", file(PRIVATE), "INTERNAL_PUBLIC_KEYS", file(PUBLIC));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Process generator(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Installation.java(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Installation.jar("gateway").toString(),
                "generate-key"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("keys.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

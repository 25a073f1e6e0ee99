package io.gatehouse.servicekit.token;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.gatehouse.servicekit.startup.StartupException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A list of key files in a configuration, one after the other.
 *
 * @param paths at least one
 */
public record KeyFiles(List<Path> paths) {

    public KeyFiles {
        paths = List.copyOf(paths);
    }

    /** Files by their names, separated by commas. */
    @JsonCreator
    public static KeyFiles of(String text) {
        List<Path> paths = Arrays.stream(text.split(",", -1))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .toList();
        if (paths.isEmpty()) {
            throw new StartupException("No key file is configured. Make one with: gateway generate-key");
        }
        return new KeyFiles(paths);
    }

    /**
     * Private keys and whatever becomes of them.
     *
     * @param name what monitoring calls them, {@code access} for instance
     * @param longestLife of the tokens that they sign, leeway included
     */
    public KeyWatch<SigningRing> watchPrivate(String name, Duration longestLife) {
        return new KeyWatch<>(name, paths, contents -> {
            paths.forEach(FileAccess::refuseWritable);
            List<SigningKey> keys = new ArrayList<>();
            for (int i = 0; i < paths.size(); i++) {
                keys.addAll(KeyFile.parsePrivate(paths.get(i), contents.get(i)));
            }
            paths.forEach(FileAccess::warnOfReadable);
            return new SigningRing(keys, longestLife);
        });
    }

    /** Public keys and whatever becomes of them, with the same parameters. */
    public KeyWatch<VerificationRing> watchPublic(String name, Duration longestLife) {
        return new KeyWatch<>(name, paths, contents -> {
            paths.forEach(FileAccess::refuseWritable);
            List<VerificationKey> keys = new ArrayList<>();
            for (int i = 0; i < paths.size(); i++) {
                keys.addAll(KeyFile.parsePublic(paths.get(i), contents.get(i)));
            }
            return new VerificationRing(keys, longestLife);
        });
    }
}

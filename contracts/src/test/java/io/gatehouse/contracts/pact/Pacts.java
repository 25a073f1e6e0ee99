package io.gatehouse.contracts.pact;

import io.gatehouse.gateway.contract.PactFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where pacts lie. Each method gives the files of a folder by their names. */
final class Pacts {

    static final Path ROOT = Path.of(System.getProperty("gatehouse.root"));

    private Pacts() {}

    /** The contracts that hold. */
    static SortedMap<String, PactFile> committed() {
        return in(ROOT.resolve("contracts/pacts"));
    }

    /** What the gateway's tests wrote earlier in this build. */
    static SortedMap<String, PactFile> fresh() {
        return in(ROOT.resolve("gateway/target/pacts"));
    }

    private static SortedMap<String, PactFile> in(Path folder) {
        SortedMap<String, PactFile> pacts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .forEach(file -> pacts.put(file.getFileName().toString(), new PactFile(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("No pacts: run the gateway's tests, with -Dpacts.update at first", e);
        }
        return pacts;
    }
}

package io.gatehouse.loadtests.bed;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a server has logged: a line for each request, so under load more than fits in memory. */
final class LogFile {

    private static final int LINES_TOLD = 20;
    private static final int END = 16 * 1024;

    private final Path path;

    LogFile(Path path) {
        this.path = path;
    }

    /** The first group of the first line that matches. Reads no further. */
    Optional<String> first(Pattern wanted) {
        try (Stream<String> lines = Files.lines(path, StandardCharsets.ISO_8859_1)) {
            return lines.flatMap(line -> wanted.matcher(line).results())
                    .findFirst()
                    .map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its last lines. */
    String tail() {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            var end = new byte[(int) Math.min(file.length(), END)];
            file.seek(file.length() - end.length);
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

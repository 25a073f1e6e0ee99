package io.gatehouse.loadtests.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    private static final Pattern PORT = Pattern.compile("listens on :(\\d+)");

    @TempDir
    private Path folder;

    private Path path;
    private LogFile log;

    @BeforeEach
    void prepare() {
        path = folder.resolve("server.log");
        log = new LogFile(path);
    }

    @Test
    void tells_what_the_first_line_that_matches_says() throws IOException {
        Files.writeString(path, "starts\nlistens on :8001\nlistens on :9001\n");

        assertThat(log.first(PORT)).contains("8001");
        assertThat(log.first(Pattern.compile("stops (.*)"))).isEmpty();
    }

    @Test
    void gives_the_last_lines() throws IOException {
        Files.writeString(
                path, IntStream.rangeClosed(1, 100).mapToObj(n -> "line " + n).collect(Collectors.joining("\n")));

        assertThat(log.tail()).startsWith("line 81\n").endsWith("\nline 100");
    }

    @Test
    void an_empty_one_has_no_last_lines() throws IOException {
        Files.createFile(path);

        assertThat(log.tail()).isEmpty();
    }

    @Test
    void one_that_is_too_large_for_memory_is_read_at_its_ends_only() throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write("listens on :8001\n".getBytes(StandardCharsets.UTF_8));
            file.seek(3L << 30); // a hole, which takes no room on disk
            file.write("\nhas died\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(log.first(PORT)).contains("8001");
        assertThat(log.tail()).endsWith("has died");
    }
}

package io.gatehouse.loadtests.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the system tells of a process, and a gateway of itself. */
final class ProcessFigures {

    private static final int KIB = 1024;

    private final long pid;

    ProcessFigures(long pid) {
        this.pid = pid;
    }

    /** CPU time so far, that of its children included, to the hundredth of a second. */
    Duration cpu() {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(process), process.descendants())
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Resident memory in bytes: the most that it ever was on Linux, what it is elsewhere. */
    long resident() {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            String kib = Files.exists(status)
                    ? Files.readString(status).replaceFirst("(?s).*VmHWM:\\s+(\\d+) kB.*", "$1")
                    : run("ps", "-o", "rss=", "-p", Long.toString(pid)).trim();
            return Long.parseLong(kib) * KIB;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The live objects by class, after a collection, biggest first. Needs a JDK. */
    String histogram() {
        return run(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram");
    }

    /** The bytes of all objects in a {@link #histogram}. */
    static long total(String histogram) {
        Matcher total = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)").matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("no total in: " + histogram);
        }
        return Long.parseLong(total.group(1));
    }

    /** The sum of a metric over all its labels, as a scrape shows it. */
    static double metric(URI admin, String name) {
        try {
            String scrape = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(admin.resolve("/metrics")).build(), BodyHandlers.ofString())
                    .body();
            double sum = Pattern.compile("(?m)^" + name + "(?:\\{.*\\})? (\\S+)$")
                    .matcher(scrape)
                    .results()
                    .mapToDouble(match -> Double.parseDouble(match.group(1)))
                    .sum();
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

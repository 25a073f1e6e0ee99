package io.gatehouse.contracts.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for secrets in what a run of the tests left behind: reports, which hold what services logged in the JVMs of the
 * tests, and logs of services in processes of their own. One file without libraries, so that {@code
 * contracts/find-secrets} runs it from source.
 */
public final class FindSecrets {

    /** In JSON, in JSON within a Java or shell text, in XML. */
    private static final String QUOTE = "(?:\\\\?\"|&quot;)";

    private static final String LETTER = "[A-Za-z0-9_-]";

    /** What secrets look like, each with one that anybody may know. */
    enum Kind {
        JSON_WEB_TOKEN("eyJ" + LETTER + "{8,}\\.", "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"),
        PASSWORD_HASH("\\$argon2(?:id|i|d)\\$|\\$2[abxy]\\$\\d\\d\\$", "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"),
        PRIVATE_JWK(QUOTE + "d" + QUOTE + "\\s*:\\s*" + QUOTE + LETTER + "{16,}", "\"d\":\"AAAAAAAAAAAAAAAAAAAA\""),
        PRIVATE_PEM("-----BEGIN [A-Z ]*PRIVATE KEY", "-----BEGIN PRIVATE KEY-----"),
        /**
         * 256 bits in base64url, as all refresh tokens are. Names as long lack a digit, a capital or a small letter; the
         * ids of keys are as long too, and public (RFC 7638).
         */
        REFRESH_TOKEN(
                "(?<![\\w.$/+-])(?<![Kk]ey )(?=[A-Za-z_-]*\\d)(?=[a-z0-9_-]*[A-Z])(?=[A-Z0-9_-]*[a-z])" + LETTER
                        + "{43}(?![\\w.$/+=-])",
                "Rk9yYW55b25lRk9yYW55b25lRk9yYW55b25lRk9yYW5"),
        /** Of those that tests and load tests draw. */
        DRAWN_PASSWORD(
                "(?:hush-|load )[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-", "hush-00000000-0000-4000-8000-000000000000");

        private final Pattern pattern;
        final String sample;

        Kind(String pattern, String sample) {
            this.pattern = Pattern.compile(pattern);
            this.sample = sample;
        }

        private Stream<String> in(String line) {
            return pattern.matcher(line).results().map(match -> match.group());
        }
    }

    /** What tests are called and how their JVM is set: elements of a report, one a line, and no log. */
    private static final Pattern NO_LOG = Pattern.compile("\\s*<(?:testcase|testsuite|property) .*");

    /** A line of a service, in its shipped format. */
    private static final Pattern LOGGED = Pattern.compile("(?:INFO |WARN |ERROR) \\[\\d{4}-.*");

    private static final Pattern PASSWORD = Pattern.compile("\\b[A-Z_]*(?:PASSWORD|WRONG)[A-Z_]* = \"([^\"]+)\""
            + "|\\\\?\"[a-z_]*password\\\\?\"[:,] *\\\\?\"([^\"\\\\]+)"
            + "|[lL]og[iI]n\\([^\"()]*\"[^\"]*\", \"([^\"]+)\"");

    private static final int SHORTEST_PASSWORD = 6;
    private static final int SHOWN = 8;

    private final Path root;
    private final Set<String> passwords = new TreeSet<>();
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Integer> logged = new TreeMap<>();
    private int files;

    FindSecrets(Path root) {
        this.root = root;
    }

    /** The secrets of a line by what they look like. */
    public static List<String> in(String line) {
        return Stream.of(Kind.values()).flatMap(kind -> kind.in(line)).toList();
    }

    /** Reads the passwords that stand in the tests. */
    void learnPasswords() {
        for (Path source : walk(path -> path.toString().matches(".*/(src/test|loadtests)/.*\\.java"))) {
            PASSWORD.matcher(text(source))
                    .results()
                    .flatMap(match -> Stream.of(1, 2, 3).map(match::group))
                    .filter(password -> password != null && isTelling(password))
                    .forEach(passwords::add);
        }
    }

    /** Not so short, or such a name or number, that it stands everywhere; and no template. */
    private static boolean isTelling(String password) {
        return password.length() >= SHORTEST_PASSWORD && !password.matches("\\d+|[a-z]+_[a-z]+|.*[%{}].*");
    }

    void search() {
        walk(path -> path.toString()
                        .matches(".*/target/(surefire-reports/.*\\.(xml|txt)|(?!classes/).*\\.log(\\.\\d+)?)|"
                                + ".*/\\.local/log/.*"))
                .forEach(this::search);
    }

    void search(Path file) {
        files++;
        boolean isReport = file.getFileName().toString().matches("TEST-.*\\.xml");
        String module = file.startsWith(root) ? root.relativize(file).getName(0).toString() : "others";
        int number = 0;
        for (String line : text(file).lines().toList()) {
            number++;
            if (LOGGED.matcher(line).matches()) {
                logged.merge(module, 1, Integer::sum);
            }
            if (!isReport || !NO_LOG.matcher(line).matches()) {
                judge(line, root.relativize(file) + ":" + number);
            }
        }
    }

    private void judge(String line, String place) {
        for (Kind kind : Kind.values()) {
            kind.in(line).findFirst().ifPresent(secret -> findings.add(finding(kind.name(), place, secret)));
        }
        passwords.stream().filter(line::contains).forEach(each -> findings.add(finding("PASSWORD", place, each)));
    }

    /** Only the beginning: what tells of a leak leaks no more. */
    private static String finding(String kind, String place, String secret) {
        return kind + " in " + place + ": " + secret.substring(0, Math.min(SHOWN, secret.length())) + "…";
    }

    List<String> findings() {
        return findings;
    }

    Set<String> passwords() {
        return passwords;
    }

    /** Modules whose services ought to have logged, and of which there are reports without a line of it. */
    List<String> silent() {
        return Stream.of("contracts", "gateway", "orders", "users")
                .filter(module -> Files.isDirectory(root.resolve(module).resolve("target/surefire-reports")))
                .filter(module -> !logged.containsKey(module))
                .toList();
    }

    private List<Path> walk(Predicate<Path> wanted) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> wanted.test(path) && Files.isRegularFile(path))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Looks through the checkout that it is run in.
     *
     * @param more files to look through
     */
    public static void main(String[] more) {
        for (Kind kind : Kind.values()) {
            if (kind.in(kind.sample).findAny().isEmpty()) {
                throw new IllegalStateException("blind for " + kind);
            }
        }
        var search = new FindSecrets(Path.of("").toAbsolutePath());
        search.learnPasswords();
        search.search();
        Stream.of(more).map(file -> Path.of(file).toAbsolutePath()).forEach(search::search);
        search.findings.forEach(System.out::println);
        System.out.printf(
                "%d files, with lines of services in %s; %d passwords known; %d secrets found.%n",
                search.files, search.logged, search.passwords.size(), search.findings.size());
        if (search.files == 0 || !search.silent().isEmpty()) {
            System.out.println("There is nothing to judge by"
                    + search.silent().stream().collect(Collectors.joining(", ", " of ", ""))
                    + ": run mvn verify -Dtests.log=INFO first.");
            System.exit(2);
        }
        System.exit(search.findings.isEmpty() ? 0 : 1);
    }
}

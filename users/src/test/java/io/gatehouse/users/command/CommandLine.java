package io.gatehouse.users.command;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.util.JarLocation;
import io.gatehouse.users.UsersApplication;
import io.gatehouse.users.UsersConfiguration;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs commands as the operator's shell would, but in this JVM. */
final class CommandLine {

    private CommandLine() {}

    /** What a command did: whether it succeeded, and the lines it wrote. */
    record Run(boolean succeeded, List<String> out, List<String> err) {}

    static Run run(String input, String... arguments) {
        var application = new UsersApplication();
        var bootstrap = new Bootstrap<UsersConfiguration>(application);
        application.initialize(bootstrap);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        InputStream realIn = System.in;
        PrintStream realOut = System.out;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            boolean failed = new Cli(new JarLocation(UsersApplication.class), bootstrap, out, err)
                    .run(arguments)
                    .isPresent();
            return new Run(!failed, lines(out), lines(err));
        } finally {
            System.setIn(realIn);
            System.setOut(realOut);
        }
    }

    /** A configuration file for a database, such as an operator's. */
    static String configuration(Path directory, String databaseUrl) throws IOException {
        return Files.writeString(directory.resolve("users.yml"), """
                        database: {url: "%s"}
                        trust: {audience: users, publicKeys: none}
                        passwords: {threads: 1, share: 1, queue: 1}
                        sessions: {lifetime: 1d, idleTimeout: 1d, perUser: 1}
                        revocations: {history: 2d}
                        failedLogins:
                          perAccountAndNetwork: {atOnce: 1, thenEvery: 1d}
                          perNetwork: {atOnce: 1, thenEvery: 1d}
                          perAccount: {atOnce: 1, thenEvery: 1d}
                        sweepEvery: 1d
                        logging: {level: ERROR}
                        """.formatted(databaseUrl))
                .toString();
    }

    private static List<String> lines(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}

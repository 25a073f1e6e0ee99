package io.gatehouse.servicekit.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server of a test's own, which it may stop, start again or freeze without harm to other tests. */
public final class PostgresServer implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final Path data;
    private List<String> frozen = List.of();

    public PostgresServer() throws IOException {
        data = Files.createTempDirectory("postgres");
        postgres = EmbeddedPostgres.builder().setDataDirectory(data).start();
    }

    /** The URL, user included, of the database that the server came with. */
    public String url() {
        return url(postgres, "postgres");
    }

    /** The URL of a server's database. The server asks for no password, but the services under test do. */
    static String url(EmbeddedPostgres postgres, String database) {
        return postgres.getJdbcUrl("postgres", database) + "&password=difference-engine";
    }

    /** A session that may write even when the server's default says read-only. */
    public Connection connect() throws SQLException {
        Connection connection = postgres.getPostgresDatabase().getConnection();
        execute(connection, "SET default_transaction_read_only = off");
        return connection;
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect()) {
            execute(connection, sql);
        }
    }

    /** Stops every process of the server where it stands: connections stay open, nothing answers. */
    public void freeze() throws IOException {
        String postmaster = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
        run("kill", "-STOP", postmaster);
        List<String> children = ProcessHandle.of(Long.parseLong(postmaster)).stream()
                .flatMap(ProcessHandle::descendants)
                .map(child -> Long.toString(child.pid()))
                .toList();
        run(Stream.concat(Stream.of("kill", "-STOP"), children.stream()).toArray(String[]::new));
        frozen = Stream.concat(children.stream(), Stream.of(postmaster)).toList();
    }

    public void thaw() throws IOException {
        if (!frozen.isEmpty()) {
            run(Stream.concat(Stream.of("kill", "-CONT"), frozen.stream()).toArray(String[]::new));
            frozen = List.of();
        }
    }

    /** Shuts the server down and cuts its connections. */
    public void stop() throws IOException {
        pgCtl("-m", "fast", "-w", "stop");
    }

    /** Starts the server again on the same port, with the same data. */
    public void start() throws IOException {
        pgCtl(
                "-o",
                "-F -p " + postgres.getPort(),
                "-l",
                data.resolve("server.log").toString(),
                "-w",
                "start");
    }

    @Override
    public void close() throws IOException {
        thaw();
        postgres.close();
    }

    private void pgCtl(String... arguments) throws IOException {
        // The file names the server's binary; pg_ctl lies beside it.
        String opts = Files.readString(data.resolve("postmaster.opts"));
        Path binary = Path.of(opts.substring(0, opts.indexOf(" \"")));
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(binary.resolveSibling("pg_ctl").toString(), "-D", data.toString()));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException("Exit status " + status + " of " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}

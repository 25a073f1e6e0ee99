package io.gatehouse.servicekit.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.dropwizard.testing.ConfigOverride;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** The databases that every test of stored data runs on. Both are real: a file of H2's, a server of PostgreSQL's. */
public enum TestDatabase {
    H2 {
        @Override
        public String freshUrl() {
            try {
                return "jdbc:h2:file:" + Files.createTempDirectory("h2").resolve("data")
                        + ";WRITE_DELAY=0;LOCK_TIMEOUT=1500;DB_CLOSE_ON_EXIT=FALSE";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    POSTGRES {
        @Override
        public String freshUrl() {
            String name = "test" + count.incrementAndGet();
            try (var connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
                return PostgresServer.url(Server.INSTANCE, name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    private static final AtomicInteger count = new AtomicInteger();

    /** The URL, user included, of a new and empty database. */
    public abstract String freshUrl();

    /** Overrides that point a service's configuration at a new and empty database. */
    public ConfigOverride[] overrides() {
        return new ConfigOverride[] {ConfigOverride.config("database.url", freshUrl())};
    }

    /** One server for the whole run, started when first needed, stopped by its own shutdown hook. */
    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            // Thirty lines at every start otherwise.
            ((Logger) LoggerFactory.getLogger(EmbeddedPostgres.class.getPackageName())).setLevel(Level.WARN);
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

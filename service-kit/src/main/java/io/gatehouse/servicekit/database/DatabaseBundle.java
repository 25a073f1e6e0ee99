package io.gatehouse.servicekit.database;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.jdbi3.JdbiFactory;
import io.dropwizard.migrations.CloseableLiquibaseWithClassPathMigrationsFile;
import io.gatehouse.servicekit.startup.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Function;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.ui.LoggerUIService;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/** A service's database: brought to the present schema when the service starts, then offered through JDBI. */
public final class DatabaseBundle<C extends Configuration> implements ConfiguredBundle<C> {

    private static final String NAME = "database";

    /** No reports to its makers, and what it says goes to the log instead of the console. */
    private static final Map<String, Object> QUIET =
            Map.of(AnalyticsArgs.ENABLED.getKey(), false, Scope.Attr.ui.name(), new LoggerUIService());

    private final String migrations;
    private final Function<C, DatabaseFactory> factory;
    private @Nullable Jdbi jdbi;

    /**
     * @param migrations the service's Liquibase change log, on the class path
     * @param factory where the service's configuration keeps its {@code database} part
     */
    public DatabaseBundle(String migrations, Function<C, DatabaseFactory> factory) {
        this.migrations = migrations;
        this.factory = factory;
    }

    @Override
    public void initialize(Bootstrap<?> bootstrap) {
        // Everything happens in run: the bundle needs the configuration.
    }

    @Override
    public void run(C configuration, Environment environment) {
        DatabaseFactory database = factory.apply(configuration);
        migrate(configuration, environment.metrics());
        jdbi = new JdbiFactory().build(environment, database, NAME).installPlugin(new InstantsInUtc());
        // JDBI's own messages tell what was bound to the statement: names, addresses, password hashes.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
    }

    /** The database, once the bundle has run. */
    public Jdbi jdbi() {
        if (jdbi == null) {
            throw new IllegalStateException("The database bundle has not run yet.");
        }
        return jdbi;
    }

    /** @throws StartupException when it can't be done, with what to look for */
    void migrate(C configuration, MetricRegistry metrics) {
        DatabaseFactory database = factory.apply(configuration);
        ManagedDataSource source = database.buildForMigrations(metrics);
        try (var liquibase = new CloseableLiquibaseWithClassPathMigrationsFile(source, migrations);
                Connection turn = source.getConnection()) {
            takeTurn(turn, database);
            // Whoever's turn it is may take Liquibase's own lock away: a process that was killed has left it behind.
            Scope.child(QUIET, () -> {
                liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                liquibase.forceReleaseLocks();
                liquibase.update("");
            });
        } catch (Exception e) {
            throw new StartupException(
                    "Cannot bring the database up to date. Is it running at " + database.address()
                            + " and may this user change its schema? " + e.getMessage(),
                    e);
        }
    }

    /** A file of H2's has one owner; on PostgreSQL replicas take turns by a lock that ends with its connection. */
    private static void takeTurn(Connection connection, DatabaseFactory database) throws SQLException {
        if (database.isPostgres()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = 0");
                statement.execute("SELECT pg_advisory_lock(hashtext('gatehouse migrations'))");
            }
        }
    }
}

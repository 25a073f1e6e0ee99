package io.gatehouse.servicekit.database;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.codahale.metrics.MetricRegistry;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.gatehouse.servicekit.startup.PlainServerCommand;
import net.sourceforge.argparse4j.inf.Namespace;
import org.slf4j.LoggerFactory;

/**
 * {@code migrate}: brings the database to the present schema and ends, as the service itself would when it starts. For a
 * step of a deployment that comes before any replica is replaced, so that a change that fails stops it there.
 */
public final class MigrateCommand<C extends Configuration> extends ConfiguredCommand<C> {

    private final Class<C> configurationClass;
    private final DatabaseBundle<C> database;

    public MigrateCommand(Class<C> configurationClass, DatabaseBundle<C> database) {
        super("migrate", "Brings the database to the present schema");
        this.configurationClass = configurationClass;
        this.database = database;
    }

    @Override
    protected Class<C> getConfigurationClass() {
        return configurationClass;
    }

    @Override
    protected void run(Bootstrap<C> bootstrap, Namespace arguments, C configuration) {
        // The pool writes a stack trace for a database that is down; the exception says it too, and onError once.
        ((Logger) LoggerFactory.getLogger("org.apache.tomcat.jdbc.pool")).setLevel(Level.OFF);
        database.migrate(configuration, new MetricRegistry());
        System.out.println("The database is up to date.");
    }

    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        String message = PlainServerCommand.plainMessage(failure);
        if (message == null) {
            super.onError(cli, arguments, failure);
        } else {
            cli.getStdErr().println(getName() + ": " + message);
        }
    }
}

package io.gatehouse.users.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.gatehouse.servicekit.database.DatabaseBundle;
import jakarta.validation.Validator;
import net.sourceforge.argparse4j.inf.Argument;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.LoggerFactory;

/**
 * A command that works on the service's database, which it brings up to date as the service would. What goes wrong is
 * told in a line and not in a stack trace.
 */
abstract class AccountCommand<C extends Configuration> extends ConfiguredCommand<C> {

    private final Class<C> configurationClass;
    private final DatabaseBundle<C> database;

    AccountCommand(String name, String description, Class<C> configurationClass, DatabaseBundle<C> database) {
        super(name, description);
        this.configurationClass = configurationClass;
        this.database = database;
    }

    /** What to do with the database, once all that was asked for has been found in order. */
    @FunctionalInterface
    interface Act<C> {

        /** Does it and tells in a line what was done. */
        String on(Jdbi jdbi, C configuration) throws Exception;
    }

    /** Reads what the operator asks for. */
    abstract Act<C> read(Namespace arguments, Validator validator) throws Exception;

    @Override
    protected Class<C> getConfigurationClass() {
        return configurationClass;
    }

    @Override
    protected Argument addFileArgument(Subparser subparser) {
        return subparser.addArgument("file").help("the service's configuration, such as users.yml");
    }

    @Override
    protected void run(Bootstrap<C> bootstrap, Namespace arguments, C configuration) throws Exception {
        Act<C> act = read(arguments, bootstrap.getValidatorFactory().getValidator());
        // The pool writes a stack trace for a database that is down; the exception says it too, and onError says it
        // once.
        ((Logger) LoggerFactory.getLogger("org.apache.tomcat.jdbc.pool")).setLevel(Level.OFF);
        var environment = new Environment(getName());
        database.run(configuration, environment);
        var managed = environment.lifecycle().getManagedObjects();
        try {
            for (LifeCycle part : managed) {
                part.start();
            }
            System.out.println(act.on(database.jdbi(), configuration));
        } finally {
            for (LifeCycle part : managed) {
                part.stop();
            }
        }
    }

    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        message(failure).lines().forEach(line -> cli.getStdErr().println(getName() + ": " + line));
    }

    private static String message(Throwable failure) {
        if (failure instanceof CommandRefusedException refused) {
            return String.valueOf(refused.getMessage());
        } else if (failure instanceof ConfigurationException configuration) {
            return "The configuration has errors: " + String.join("; ", configuration.getErrors());
        }
        String message = String.valueOf(failure.getMessage());
        return message.lines().findFirst().orElse(failure.getClass().getSimpleName());
    }
}

package io.gatehouse.servicekit.startup;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import java.net.BindException;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;

/** Dropwizard's {@code server} command, telling the faults that an operator can mend in a line instead of a trace. */
public final class PlainServerCommand<T extends Configuration> extends ServerCommand<T> {

    public PlainServerCommand(Application<T> application) {
        super(application);
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable failure) {
        String message = plainMessage(failure);
        if (message == null) {
            super.onError(cli, namespace, failure);
        } else {
            cli.getStdErr().println(message);
        }
    }

    /** What to tell of a failure that an operator can mend; null for one that nobody foresaw. */
    public static @Nullable String plainMessage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartupException || cause instanceof ConfigurationException) {
                return cause.getMessage();
            } else if (cause instanceof BindException) {
                return "A port is taken: " + failure.getMessage()
                        + ". Stop what listens there, or set PORT and ADMIN_PORT.";
            }
        }
        return null;
    }
}

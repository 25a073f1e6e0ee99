package io.gatehouse.gateway.check;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import io.gatehouse.gateway.route.CheckedRoutes;
import io.gatehouse.gateway.route.RouteFileReader;
import io.gatehouse.servicekit.startup.StartupException;
import java.nio.file.Path;
import java.util.Map;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/** {@code gateway check}: reads a route file as the gateway would, and shows who may do what. */
public final class CheckCommand extends Command {

    private final RouteFileReader reader;

    /** @param environment for the file's variables */
    public CheckCommand(Map<String, String> environment) {
        super("check", "Checks a route file and prints who may do what. Exit status 0 when it is good, else 2.");
        this.reader = new RouteFileReader(environment);
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("file").nargs("?").help("the route file");
        parser.addArgument("--routes").dest("routes").help("the route file, for those who like options");
        parser.addArgument("--format")
                .dest("format")
                .type(Arguments.enumStringType(MatrixFormat.class))
                .setDefault(MatrixFormat.TEXT)
                .help("how the matrix is printed (default: text)");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace arguments) {
        Path file = file(arguments.getString("file"), arguments.getString("routes"));
        CheckedRoutes checked = reader.check(file);
        checked.warnings().forEach(warning -> System.err.println(warning.in(file, "warning: ")));
        MatrixFormat format = arguments.get("format");
        System.out.println(format.show(AccessMatrix.of(checked.table())));
    }

    private static Path file(@Nullable String positional, @Nullable String option) {
        if ((positional == null) == (option == null)) {
            throw new StartupException("Name one route file, as in: gateway check gateway/routes.yml");
        }
        return Path.of(positional == null ? option : positional);
    }

    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        if (failure instanceof StartupException) {
            cli.getStdErr().println(failure.getMessage());
        } else {
            super.onError(cli, arguments, failure);
        }
    }
}

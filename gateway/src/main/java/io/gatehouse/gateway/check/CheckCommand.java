package io.gatehouse.gateway.check;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import io.gatehouse.gateway.route.CheckedRoutes;
import io.gatehouse.gateway.route.RouteFileReader;
import io.gatehouse.servicekit.startup.StartupException;
import java.nio.file.Path;
import java.util.List;
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
        super(
                "check",
                "Checks a route file, alone or against what services offer and have agreed on, and prints who may do what."
                        + " Exit status 0 when all is good, 2 when something does not fit, 1 when it can't be told.");
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
        parser.addArgument("--openapi")
                .dest("openapi")
                .metavar("SERVICE=FILE")
                .action(Arguments.append())
                .help("a service's OpenAPI document; once for each service");
        parser.addArgument("--pacts")
                .dest("pacts")
                .metavar("FILE")
                .action(Arguments.append())
                .help("a pact, or a folder of pacts");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace arguments) {
        Path file = file(arguments.getString("file"), arguments.getString("routes"));
        CheckedRoutes checked = reader.check(file);
        checked.warnings().forEach(warning -> System.err.println(warning.in(file, "warning: ")));
        MatrixFormat format = arguments.get("format");
        System.out.println(format.show(AccessMatrix.of(checked.table())));
        SystemCheck system = systemCheck(arguments);
        String agreements = system.agreements(checked.table());
        if (format == MatrixFormat.TEXT && !agreements.isEmpty()) {
            System.out.println("\nAgreed on in pacts:\n" + agreements);
        }
        List<String> findings = system.findings(checked.table());
        if (!findings.isEmpty()) {
            throw new FindingsException(findings);
        }
    }

    private static SystemCheck systemCheck(Namespace arguments) {
        var check = new SystemCheck();
        for (String document : strings(arguments, "openapi")) {
            int equals = document.indexOf('=');
            if (equals < 1) {
                throw new StartupException("--openapi takes a service and a file, as in users=users/openapi.json");
            }
            check.withDocument(document.substring(0, equals), Path.of(document.substring(equals + 1)));
        }
        strings(arguments, "pacts").forEach(pacts -> check.withPacts(Path.of(pacts)));
        return check;
    }

    private static List<String> strings(Namespace arguments, String name) {
        List<String> given = arguments.getList(name);
        return given == null ? List.of() : given;
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

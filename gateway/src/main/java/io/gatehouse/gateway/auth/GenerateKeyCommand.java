package io.gatehouse.gateway.auth;

import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import io.gatehouse.servicekit.startup.StartupException;
import io.gatehouse.servicekit.token.KeyFile;
import io.gatehouse.servicekit.token.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code gateway generate-key}: makes a key for access tokens or, with its public half, for internal ones. */
public final class GenerateKeyCommand extends Command {

    public GenerateKeyCommand() {
        super("generate-key", "Makes an ES256 key file (a JWK Set). Never overwrites one.");
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("--private")
                .dest("private")
                .required(true)
                .help("the file for the private key, for the gateway");
        parser.addArgument("--public").dest("public").help("the file for its public half, for the services");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace arguments) throws IOException {
        Path file = Path.of(arguments.getString("private"));
        refuseToReplace(file);
        if (arguments.getString("public") != null) {
            refuseToReplace(Path.of(arguments.getString("public")));
        }
        List<SigningKey> keys = List.of(SigningKey.generate());
        KeyFile.writePrivate(file, keys);
        if (arguments.getString("public") != null) {
            KeyFile.writePublic(Path.of(arguments.getString("public")), keys);
        }
        System.out.println("Made key " + keys.get(0).id() + " in " + file);
    }

    private static void refuseToReplace(Path file) {
        if (Files.exists(file)) {
            throw new StartupException(file + " exists already. Move it away first if you mean to replace the key.");
        }
    }

    @Override
    public void onError(io.dropwizard.core.cli.Cli cli, Namespace namespace, Throwable failure) {
        cli.getStdErr()
                .println(
                        failure instanceof StartupException
                                ? failure.getMessage()
                                : "Cannot write the key: " + failure);
    }
}

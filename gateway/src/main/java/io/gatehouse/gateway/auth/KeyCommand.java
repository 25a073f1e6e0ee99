package io.gatehouse.gateway.auth;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.gatehouse.servicekit.startup.StartupException;
import io.gatehouse.servicekit.token.KeyFile;
import io.gatehouse.servicekit.token.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/** A command that writes a file of private keys and, if asked to, one of their public halves. */
abstract class KeyCommand extends Command {

    KeyCommand(String name, String description) {
        super(name, description);
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("--private")
                .dest("private")
                .required(true)
                .help("the file of private keys, for the gateway");
        parser.addArgument("--public").dest("public").help("the file of their public halves, for the services");
    }

    static Path privateFile(Namespace arguments) {
        return Path.of(arguments.getString("private"));
    }

    static @Nullable Path publicFile(Namespace arguments) {
        String file = arguments.getString("public");
        return file == null ? null : Path.of(file);
    }

    /** Public keys first: nobody is to see a token before its key. */
    static void write(List<SigningKey> keys, Namespace arguments) throws IOException {
        Path publicFile = publicFile(arguments);
        if (publicFile != null) {
            KeyFile.writePublic(publicFile, keys);
        }
        KeyFile.writePrivate(privateFile(arguments), keys);
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable failure) {
        cli.getStdErr()
                .println(
                        failure instanceof StartupException
                                ? failure.getMessage()
                                : "Cannot write the key: " + failure);
    }
}

package io.gatehouse.gateway.auth;

import io.dropwizard.core.setup.Bootstrap;
import io.gatehouse.servicekit.startup.StartupException;
import io.gatehouse.servicekit.token.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;

/** {@code gateway generate-key}: makes a key for access tokens or, with its public half, for internal ones. */
public final class GenerateKeyCommand extends KeyCommand {

    public GenerateKeyCommand() {
        super("generate-key", "Makes an ES256 key file (a JWK Set). Never overwrites one.");
    }

    @Override
    public void run(@Nullable Bootstrap<?> bootstrap, Namespace arguments) throws IOException {
        refuseToReplace(privateFile(arguments));
        refuseToReplace(publicFile(arguments));
        SigningKey key = SigningKey.generate();
        write(List.of(key), arguments);
        System.out.println("Made key " + key.id() + " in " + privateFile(arguments));
    }

    private static void refuseToReplace(@Nullable Path file) {
        if (file != null && Files.exists(file)) {
            throw new StartupException(file + " exists already. For a new key beside the old one: gateway rotate-key. "
                    + "Move it away first if you mean to replace the key.");
        }
    }
}

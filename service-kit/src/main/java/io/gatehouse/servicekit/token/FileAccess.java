package io.gatehouse.servicekit.token;

import io.gatehouse.servicekit.startup.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who but the owner may touch a file of private keys. Read-only for all is how containers are given secrets. */
final class FileAccess {

    private static final Logger log = LoggerFactory.getLogger(FileAccess.class);

    private FileAccess() {}

    /** @throws StartupException when everyone may write the file */
    static void check(Path file) {
        Set<PosixFilePermission> permissions = permissions(file);
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new StartupException(
                    "Everyone may write the key file " + file + ", and so sign for anyone. chmod 600 " + file
                            + ", and make new keys if others use this machine.");
        } else if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
            log.warn(
                    "Everyone on this machine may read the private keys in {}: chmod 600, unless none but us is here",
                    file);
        }
    }

    private static Set<PosixFilePermission> permissions(Path file) {
        try {
            return Files.getPosixFilePermissions(file);
        } catch (IOException | UnsupportedOperationException e) {
            return Set.of(); // whoever reads the file next tells what is wrong
        }
    }
}

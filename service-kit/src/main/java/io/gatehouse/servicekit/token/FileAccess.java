package io.gatehouse.servicekit.token;

import io.gatehouse.servicekit.startup.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who but the owner may touch a key file. Read-only for all is how containers are given secrets. */
final class FileAccess {

    private static final Logger log = LoggerFactory.getLogger(FileAccess.class);

    private FileAccess() {}

    static void warnOfReadable(Path file) {
        if (permissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            log.warn(
                    "Everyone on this machine may read the private keys in {}: chmod 600, unless none but us is here",
                    file);
        }
    }

    /**
     * Lets files pass that the owner, or a group, alone may write.
     *
     * @throws StartupException when everyone may write the file
     */
    static void refuseWritable(Path file) {
        if (permissions(file).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new StartupException("Everyone may write the key file " + file + ", and so sign for anyone. If others"
                    + " use this machine, put keys there that you trust; then chmod o-w " + file);
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

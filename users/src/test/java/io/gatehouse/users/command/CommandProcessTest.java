package io.gatehouse.users.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.users.UsersApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command as a process of its own, with the shipped configuration, an environment and an exit status. */
class CommandProcessTest {

    private final String databaseUrl = TestDatabase.H2.freshUrl();

    @TempDir
    private Path directory;

    @Test
    void takes_the_password_from_the_environment_and_tells_by_its_status_whether_it_succeeded() throws Exception {
        Run made = run("create-admin", "users.yml", "--username", "root");
        assertThat(made.status()).as(made.toString()).isZero();
        assertThat(made.out())
                .contains("Made the admin root, user 1.")
                .contains("audit: who=[create-admin] what=[create admin] whom=[user 1] when=[");
        assertThat(made.err()).isEmpty();

        Run taken = run("create-admin", "users.yml", "--username", "root");
        assertThat(taken.status()).isEqualTo(1);
        assertThat(taken.err()).isEqualTo("create-admin: There is already another user with this username.\n");
    }

    private record Run(int status, String out, String err) {}

    private Run run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                UsersApplication.class.getName()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(directory, "out", "");
        Path err = Files.createTempFile(directory, "err", "");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("DATABASE_URL", databaseUrl);
        builder.environment().put("GATEHOUSE_PASSWORD", "correct horse");
        return new Run(builder.start().waitFor(), Files.readString(out), Files.readString(err));
    }
}

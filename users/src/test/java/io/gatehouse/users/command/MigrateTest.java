package io.gatehouse.users.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.servicekit.testing.TestDatabase;
import java.nio.file.Path;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The step of a deployment that changes the schema before any replica is replaced. */
class MigrateTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void brings_an_empty_database_up_to_date_and_may_run_again(TestDatabase database) throws Exception {
        String url = database.freshUrl();
        String configuration = CommandLine.configuration(directory, url);

        var first = CommandLine.run("", "migrate", configuration);
        var second = CommandLine.run("", "migrate", configuration);

        assertThat(first.succeeded()).as(first.toString()).isTrue();
        assertThat(first.out()).contains("The database is up to date.");
        assertThat(second.succeeded()).as(second.toString()).isTrue();
        int accounts = Jdbi.create(url).withHandle(handle -> handle.createQuery("SELECT count(*) FROM users")
                .mapTo(int.class)
                .one());
        assertThat(accounts).isZero();
    }

    @Test
    void tells_in_a_line_of_a_database_that_is_down() throws Exception {
        String configuration =
                CommandLine.configuration(directory, "jdbc:postgresql://127.0.0.1:1/users?password=difference-engine");

        var run = CommandLine.run("", "migrate", configuration);

        assertThat(run.succeeded()).isFalse();
        assertThat(run.err())
                .singleElement()
                .asString()
                .startsWith("migrate: Cannot bring the database up to date. Is it running at"
                        + " jdbc:postgresql://127.0.0.1:1/users");
    }
}

package io.gatehouse.servicekit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gatehouse.servicekit.testing.TestDatabase;
import java.sql.SQLException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlFailuresTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08001", "08006", "28P01", "3D000", "25006", "40P01", "53300", "55P03", "57014", "57P01", "57P03",
                "58030", "HYT00", "90098", "90121", "90131"
            })
    void whatMayPassIsUnavailable(String state) {
        assertThat(SqlFailures.isUnavailable(new RuntimeException(new SQLException("no", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22001", "42703", "42501", "XX000", "42S02"})
    void whatWillNotPassIsNot(String state) {
        assertThat(SqlFailures.isUnavailable(new RuntimeException(new SQLException("no", state))))
                .isFalse();
    }

    @Test
    void noConnectionInThePoolIsUnavailable() {
        assertThat(SqlFailures.isUnavailable(new SQLException("Timeout: Pool empty.")))
                .isTrue();
    }

    @Test
    void otherFailuresAreNot() {
        assertThat(SqlFailures.isUnavailable(new IllegalStateException("no"))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void collisionIsKnownByItsConstraint(TestDatabase database) {
        Jdbi jdbi = Jdbi.create(database.freshUrl());
        try (var handle = jdbi.open()) {
            handle.execute("""
                    CREATE TABLE people (
                      name VARCHAR(50) CONSTRAINT uq_people_name UNIQUE,
                      email VARCHAR(50) CONSTRAINT uq_people_email UNIQUE)
                    """);
            handle.execute("INSERT INTO people VALUES ('uq_people_email', 'a')");

            Throwable collision =
                    catchThrowable(() -> handle.execute("INSERT INTO people VALUES ('uq_people_email', 'b')"));

            assertThat(SqlFailures.violates(collision, "uq_people_name")).isTrue();
            assertThat(SqlFailures.violates(collision, "uq_people_email"))
                    .as("a value that reads like a constraint's name")
                    .isFalse();
            assertThat(SqlFailures.isUnavailable(collision)).isFalse();
        }
    }
}

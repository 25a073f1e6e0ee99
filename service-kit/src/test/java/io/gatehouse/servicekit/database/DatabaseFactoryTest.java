package io.gatehouse.servicekit.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.jersey.validation.Validators;
import io.gatehouse.servicekit.testing.TestDatabase;
import jakarta.validation.ConstraintViolation;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseFactoryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:a;INIT=RUNSCRIPT FROM 'x.sql'",
                "jdbc:h2:mem:a;init=SELECT 1",
                "jdbc:h2:mem:a; Init = SELECT 1",
                "jdbc:h2:mem:a;;INIT=SELECT 1",
                "jdbc:h2:mem:a;IN\\IT=SELECT 1",
                "jdbc:h2:mem:a\\;INIT=SELECT 1",
            })
    void initInAUrlIsRefused(String url) {
        assertThat(faults(url)).containsExactly("url must not contain INIT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://localhost/a", "h2:mem:a", "jdbc:postgresqlx://localhost/a"})
    void otherDatabasesAreRefused(String url) {
        assertThat(faults(url)).containsExactly("url must start with jdbc:h2: or jdbc:postgresql:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:./initial;WRITE_DELAY=0",
                "jdbc:postgresql://db/orders?user=init&password=difference-engine",
                "jdbc:postgresql://db/orders?ssl=true&sslcert=/run/secrets/tls.crt",
                "jdbc:postgresql://db/orders?authenticationPluginClassName=org.example.Iam",
            })
    void ourDatabasesPass(String url) {
        assertThat(faults(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/orders",
                "jdbc:postgresql://db/orders?user=init&password=",
                "jdbc:postgresql://db/orders?password=postgres&sslcerts=x",
                "jdbc:postgresql://db/orders?sslcert=",
                "jdbc:postgresql://db/orders?password=difference-engine&password",
                "jdbc:postgresql://db/orders?user=orders-service&password=orders-service",
                "jdbc:postgresql://db/orders?user=orders-service&password=orders%2Dservice",
            })
    void aMissingOrWeakPasswordOfPostgresIsRefused(String url) {
        assertThat(faults(url)).containsExactly(DatabasePassword.MESSAGE);
    }

    @Test
    void aPasswordMayStandBesideTheUrl() {
        DatabaseFactory factory = factory("jdbc:postgresql://db/orders");
        factory.setUser("orders-service");
        factory.setPassword("difference engine");
        assertThat(faults(factory)).isEmpty();

        factory.setPassword("orders-service");
        assertThat(faults(factory)).containsExactly(DatabasePassword.MESSAGE);

        factory.setProperties(Map.of("password", "difference engine"));
        assertThat(faults(factory)).containsExactly(DatabasePassword.MESSAGE);

        factory.setPassword(null);
        assertThat(faults(factory)).isEmpty();
    }

    @Test
    void postgresGivesUpEarlyByDefault() throws Exception {
        DatabaseFactory factory = factory(TestDatabase.POSTGRES.freshUrl());

        assertThat(settings(factory.build(new MetricRegistry(), "database")))
                .isEqualTo(new Settings("1500ms", "1s", 2000));
        assertThat(factory.getProperties()).isEmpty();
    }

    @Test
    void postgresTakesItsTimeToMigrate() throws Exception {
        DatabaseFactory factory = factory(TestDatabase.POSTGRES.freshUrl());

        assertThat(settings(factory.buildForMigrations(new MetricRegistry()))).isEqualTo(new Settings("0", "10s", 0));
    }

    @Test
    void configuredPropertiesWin() throws Exception {
        DatabaseFactory factory = factory(TestDatabase.POSTGRES.freshUrl());
        factory.setProperties(Map.of("socketTimeout", "9", "options", "-c statement_timeout=7s"));

        assertThat(settings(factory.build(new MetricRegistry(), "database"))).isEqualTo(new Settings("7s", "0", 9000));
    }

    @Test
    void propertiesInTheUrlWin() throws Exception {
        DatabaseFactory factory = factory(TestDatabase.POSTGRES.freshUrl() + "&socketTimeout=8");

        assertThat(settings(factory.build(new MetricRegistry(), "database")))
                .isEqualTo(new Settings("1500ms", "1s", 8000));
    }

    @Test
    void h2ConnectsWithoutPostgresProperties() throws Exception {
        ManagedDataSource source = factory(TestDatabase.H2.freshUrl()).build(new MetricRegistry(), "database");
        try (Connection connection = source.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        } finally {
            source.stop();
        }
    }

    private record Settings(String statementTimeout, String lockTimeout, int socketTimeoutMillis) {}

    private static Settings settings(ManagedDataSource source) throws Exception {
        try (Connection connection = source.getConnection()) {
            return new Settings(
                    show(connection, "statement_timeout"),
                    show(connection, "lock_timeout"),
                    connection.getNetworkTimeout());
        } finally {
            source.stop();
        }
    }

    private static String show(Connection connection, String setting) throws Exception {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static List<String> faults(String url) {
        return faults(factory(url));
    }

    private static List<String> faults(DatabaseFactory factory) {
        return Validators.newValidator().validate(factory).stream()
                .map(ConstraintViolation::getMessage)
                .toList();
    }

    private static DatabaseFactory factory(String url) {
        var factory = new DatabaseFactory();
        factory.setUrl(url);
        return factory;
    }
}

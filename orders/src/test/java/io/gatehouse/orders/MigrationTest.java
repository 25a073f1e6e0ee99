package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.servicekit.testing.TestDatabase;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MigrationTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void startsDespiteTheLockOfAProcessThatWasKilled(TestDatabase database) throws Exception {
        String url = database.freshUrl();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE databasechangeloglock (
                      id INT NOT NULL, locked BOOLEAN NOT NULL, lockgranted TIMESTAMP, lockedby VARCHAR(255),
                      CONSTRAINT pk_databasechangeloglock PRIMARY KEY (id))
                    """);
            statement.execute("INSERT INTO databasechangeloglock VALUES (1, TRUE, CURRENT_TIMESTAMP, 'the dead')");
        }
        try (var service = new OrdersService(url)) {
            assertThat(service.get(7, "/orders").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void startWithoutItsDatabaseSaysSo() {
        assertThatThrownBy(() ->
                        new OrdersService("jdbc:postgresql://127.0.0.1:1/orders?user=u&password=open-sesame-open"))
                .hasMessageContaining("Is it running at jdbc:postgresql://127.0.0.1:1/orders and may")
                .hasMessageNotContaining("sesame");
    }
}

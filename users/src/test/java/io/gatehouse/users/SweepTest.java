package io.gatehouse.users;

import static io.gatehouse.users.UsersService.json;
import static org.awaitility.Awaitility.await;

import io.gatehouse.servicekit.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is out of date leaves the database by itself. */
class SweepTest {

    @Test
    void deletes_old_sessions_revocations_and_failed_logins_while_the_service_runs() {
        try (var service = UsersService.start(TestDatabase.H2.freshUrl(), Map.of("sweepEvery", "50ms"))) {
            service.create("jo", "default");
            service.login("jo", "correct horse");
            service.login("jo", "wrong horse");
            service.logout(json(service.login("jo", "correct horse"))
                    .get("refresh_token")
                    .asText());
            for (String table : List.of("sessions", "revocations", "failed_logins")) {
                await(table).until(() -> count(service, table) > 0);
            }

            service.clock().advance(Duration.ofDays(40));

            for (String table : List.of("sessions", "revocations", "failed_logins")) {
                await(table).until(() -> count(service, table) == 0);
            }
        }
    }

    private static int count(UsersService service, String table) {
        return Integer.parseInt(service.database().query("SELECT COUNT(*) FROM " + table));
    }
}

package io.gatehouse.users;

import static io.gatehouse.users.UsersService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.servicekit.testing.TestDatabase;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that can't be written to, as a PostgreSQL standby that took over can be for a while. */
class ReadOnlyDatabaseTest {

    private final UsersService service = UsersService.start(TestDatabase.POSTGRES);
    private final long id = service.database().store("reader", "default");

    @BeforeEach
    void makeReadOnly() {
        String name = service.database().query("SELECT current_database()");
        service.database().execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
        service.database()
                .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name
                        + "' AND pid <> pg_backend_pid()");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void reads_go_on_while_writes_are_told_to_come_back_later() {
        // Connections that the change has cut are noticed and replaced.
        await().until(() -> service.get("/users").statusCode() == 200);
        assertThat(service.get("/users/" + id).statusCode()).isEqualTo(200);
        assertThat(service.sendAs(id, "GET", "/me", null).statusCode()).isEqualTo(200);

        // A login begins a session, which is written.
        assertUnavailable(service.login("reader", "correct horse"));
        assertUnavailable(service.put("/users/" + id, "{\"full_name\": \"X\"}"));
        assertUnavailable(service.delete("/users/" + id));
        assertUnavailable(service.post("/users", """
                {"username": "writer", "password": "correct horse", "user_type": "default"}"""));
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).get("detail").asText()).isEqualTo("Service is unavailable.");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}

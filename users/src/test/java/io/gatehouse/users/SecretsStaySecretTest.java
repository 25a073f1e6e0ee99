package io.gatehouse.users;

import static io.gatehouse.users.UsersService.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.users.login.LoginRequest;
import io.gatehouse.users.user.NewUser;
import io.gatehouse.users.user.UserType;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Passwords and hashes reach neither an answer nor the log; what admins do reaches the audit log. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
final class SecretsStaySecretTest {

    private static final String PASSWORD = "sesame, open yourself";

    private static UsersService service;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> answers = new ArrayList<>();

    SecretsStaySecretTest(TestDatabase database) {}

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        service = UsersService.start(
                database.freshUrl(),
                Map.of("logging.level", "INFO", "logging.loggers.audit", "INFO", "demoAccounts", "true"));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        service.close();
        // Logging is the JVM's, not the service's.
        root().setLevel(Level.ERROR);
        ((Logger) LoggerFactory.getLogger("audit")).setLevel(Level.ERROR);
    }

    @BeforeEach
    void listen() {
        log.list = new CopyOnWriteArrayList<>(); // the service goes on to log while a test reads
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root().detachAppender(log);
    }

    @Test
    void in_a_life_of_a_user() {
        String path =
                "/users/" + json(keep(service.post("/users", user("mallory")))).get("id");
        keep(service.post("/users", user("mallory")));
        keep(service.post("/users", user("eve").replace("default", "king")));
        keep(service.post("/users", "{\"hashed_password\": \"" + PASSWORD + "\"}"));
        keep(service.post("/users", user("broken").replace("}", "")));
        keep(service.get("/users"));
        keep(service.get(path));
        keep(service.put(path, "{\"password\": \"" + PASSWORD + "\"}"));
        keep(service.put(path, "{\"user_type\": \"admin\"}"));
        keep(service.login("mallory", PASSWORD));
        keep(service.login("mallory", PASSWORD + "!"));
        keep(service.login("nobody", PASSWORD));
        keep(service.login("mallory", PASSWORD.repeat(100)));
        keep(service.delete(path));
        keep(service.delete("/users/1"));
        assertThat(logged()).isNotEmpty().noneMatch(line -> line.contains("password_hash"));
        // A failure that the service does not expect, with all it had in hand.
        service.database().execute("ALTER TABLE users RENAME COLUMN full_name TO no_name");
        HttpResponse<String> unexpected = keep(service.post("/users", user("unexpected")));
        service.database().execute("ALTER TABLE users RENAME COLUMN no_name TO full_name");

        assertThat(unexpected.statusCode()).isEqualTo(500);
        assertThat(logged()).anyMatch(line -> line.contains("Unexpected failure"));
        assertThat(answers)
                .noneMatch(answer -> answer.contains("password_hash"))
                .noneMatch(answer -> answer.contains("argon2"))
                .noneMatch(answer -> answer.contains("protected\""));
        assertThat(logged()).noneMatch(line -> line.contains("argon2id$"));
        assertThat(answers).noneMatch(answer -> answer.contains(PASSWORD));
        assertThat(logged()).noneMatch(line -> line.contains(PASSWORD));
    }

    @Test
    void and_who_did_what_to_whom_is_told() {
        long id = service.create("subject", "default");
        service.sendAs(7, "PUT", "/users/" + id, "{\"user_type\": \"admin\", \"full_name\": \"who=[x]\"}");
        service.put("/users/" + id, "{\"username\": \"admin\"}");
        service.sendAs(8, "DELETE", "/users/" + id, null);
        service.delete("/users/1");

        assertThat(log.list)
                .filteredOn(event -> event.getLoggerName().equals("audit"))
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("who=[user 4711] what=[create default] whom=[user " + id + "] when=[20"),
                        line -> assertThat(line)
                                .startsWith("who=[user 7] what=[update full_name,user_type=admin] whom=[user " + id
                                        + "] when=[20"),
                        line -> assertThat(line)
                                .startsWith("who=[user 8] what=[delete] whom=[user " + id + "] when=[20"));
        assertThat(log.list)
                .filteredOn(event -> event.getLoggerName().equals("audit"))
                .allSatisfy(event -> {
                    assertThat(event.getLevel()).isEqualTo(Level.INFO);
                    assertThat(event.getMDCPropertyMap()).containsKey("request_id");
                });
    }

    @Test
    void in_what_describes_itself() {
        assertThat(new NewUser("u", PASSWORD, null, null, UserType.ADMIN).toString())
                .doesNotContain(PASSWORD);
        assertThat(new LoginRequest(PASSWORD, PASSWORD).toString()).doesNotContain(PASSWORD);
    }

    private HttpResponse<String> keep(HttpResponse<String> answer) {
        answers.add(answer.headers().map() + "\n" + answer.body());
        return answer;
    }

    private List<String> logged() {
        return log.list.stream()
                // The trial database's own words, which come when they like: the service's are judged here.
                .filter(event -> !event.getLoggerName().startsWith("io.zonky."))
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }

    private static String user(String username) {
        return """
                {"username": "%s", "password": "%s", "user_type": "default"}""".formatted(username, PASSWORD);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}

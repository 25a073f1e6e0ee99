package io.gatehouse.loadtests.simulation;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.doWhile;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a customer does from the first day to the last: an administrator makes an account, its owner logs in, orders and
 * looks at the orders, and the account is deleted again. Nobody was there before, nobody is left.
 */
final class Journey {

    /** The request by which a customer has got through. */
    static final String LIST = "list the orders";

    /** The last request of all. */
    static final String END = "admin deletes the account";

    private static final String BEARER = "Bearer #{token}";
    private static final int MOST_TRIES = 5;

    private Journey() {}

    /** @param adminToken of an administrator, good for the whole run */
    static ChainBuilder by(String adminToken) {
        String admin = "Bearer " + adminToken;
        return feed(newcomers())
                .exec(patiently(
                        http("admin makes an account")
                                .post("/api/v1/users")
                                .header("Authorization", admin)
                                .body(StringBody("""
                                {"username": "#{username}", "password": "#{password}", "full_name": "Load Test",
                                 "email": "#{username}@example.org", "user_type": "default"}""")),
                        201,
                        jsonPath("$.id").saveAs("id")))
                .exitHereIfFailed()
                .exec(orders())
                .exec(http(END)
                        .delete("/api/v1/users/#{id}")
                        .header("Authorization", admin)
                        .check(status().is(204)));
    }

    private static ChainBuilder orders() {
        return patiently(
                        http("log in")
                                .post("/api/v1/login")
                                .body(StringBody("{\"username\": \"#{username}\", \"password\": \"#{password}\"}")),
                        200,
                        jsonPath("$.access_token").saveAs("token"))
                .doIf(session -> session.contains("token"))
                .then(exec(http("look at the own account")
                                .get("/api/v1/me")
                                .header("Authorization", BEARER)
                                .check(status().is(200), jmesPath("username").isEL("#{username}")))
                        .exec(http("order")
                                .post("/api/v1/orders")
                                .header("Authorization", BEARER)
                                .header("Idempotency-Key", Journey::newKey)
                                .body(StringBody("{\"address\": \"1 Gatehouse Lane\", \"item\": \"lantern\"}"))
                                .check(status().is(201), jsonPath("$.id").saveAs("order")))
                        .exec(http("look at the order")
                                .get("/api/v1/orders/#{order}")
                                .header("Authorization", BEARER)
                                .check(status().is(200), jmesPath("item").is("lantern")))
                        .exec(http(LIST)
                                .get("/api/v1/orders")
                                .header("Authorization", BEARER)
                                .check(
                                        status().is(200),
                                        jmesPath("length(@)").ofInt().is(1))));
    }

    /**
     * Logins are limited by address, and load has few; passwords are hashed a few at a time. Who is told to come back
     * later does, but not for ever.
     */
    private static ChainBuilder patiently(HttpRequestActionBuilder request, int expected, CheckBuilder wanted) {
        HttpRequestActionBuilder polite = request.check(status().in(expected, 429, 503))
                .checkIf((answer, session) -> answer.status().code() == expected)
                .then(wanted)
                .checkIf((answer, session) -> answer.status().code() != expected)
                .then(header("Retry-After").saveAs("wait"));
        return doWhile(session -> session.contains("wait") && session.getInt("tries") < MOST_TRIES, "tries")
                .on(
                        pause(session -> Duration.ofSeconds(session.contains("wait") ? session.getLong("wait") : 0)),
                        exec(session -> session.remove("wait")),
                        exec(polite))
                .doIf(session -> session.contains("wait"))
                .then(exec(request.check(status().is(expected), wanted)));
    }

    private static Iterator<Map<String, Object>> newcomers() {
        return Stream.generate(() -> Map.<String, Object>of(
                        "username", "load-" + UUID.randomUUID().toString().substring(0, 23),
                        "password", "load " + UUID.randomUUID()))
                .iterator();
    }

    private static String newKey(Session session) {
        return UUID.randomUUID().toString();
    }
}

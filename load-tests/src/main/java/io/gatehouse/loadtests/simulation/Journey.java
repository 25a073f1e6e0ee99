package io.gatehouse.loadtests.simulation;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a customer does from the first day to the last: an administrator makes an account, its owner logs in, orders and
 * looks at the orders, and the account is deleted again. Nobody was there before, nobody is left.
 */
final class Journey {

    private static final String BEARER = "Bearer #{token}";

    private Journey() {}

    /** @param adminToken of an administrator, good for the whole run */
    static ChainBuilder by(String adminToken) {
        String admin = "Bearer " + adminToken;
        return feed(newcomers())
                .exec(http("admin makes an account")
                        .post("/api/v1/users")
                        .header("Authorization", admin)
                        .body(StringBody("""
                                {"username": "#{username}", "password": "#{password}", "full_name": "Load Test",
                                 "email": "#{username}@example.org", "user_type": "default"}"""))
                        .check(status().is(201), jsonPath("$.id").saveAs("id")))
                .exitHereIfFailed()
                .exec(orders())
                .exec(http("admin deletes the account")
                        .delete("/api/v1/users/#{id}")
                        .header("Authorization", admin)
                        .check(status().is(204)));
    }

    private static ChainBuilder orders() {
        return exec(http("log in")
                        .post("/api/v1/login")
                        .body(StringBody("{\"username\": \"#{username}\", \"password\": \"#{password}\"}"))
                        .check(status().is(200), jsonPath("$.access_token").saveAs("token")))
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
                        .exec(http("list the orders")
                                .get("/api/v1/orders")
                                .header("Authorization", BEARER)
                                .check(
                                        status().is(200),
                                        jmesPath("length(@)").ofInt().is(1))));
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

package io.gatehouse.gateway.contract;

import static io.gatehouse.gateway.contract.Answers.A_TAG;
import static io.gatehouse.gateway.contract.Answers.assertProblem;
import static io.gatehouse.gateway.contract.Answers.assertUnusable;
import static io.gatehouse.gateway.contract.Answers.body;
import static io.gatehouse.gateway.contract.Answers.json;
import static io.gatehouse.gateway.contract.Answers.problem;
import static io.gatehouse.gateway.contract.Bodies.example;
import static io.gatehouse.gateway.contract.Bodies.session;
import static io.gatehouse.gateway.contract.Bodies.user;
import static io.gatehouse.gateway.contract.Person.ADA;
import static io.gatehouse.gateway.contract.Requests.FROM_CLIENT;
import static io.gatehouse.gateway.contract.Requests.asked;
import static io.gatehouse.gateway.contract.Requests.sentInClear;
import static io.gatehouse.gateway.contract.States.gatewayIsNotTrusted;
import static io.gatehouse.gateway.contract.States.noUserHas;
import static io.gatehouse.gateway.contract.States.userExists;
import static io.gatehouse.gateway.contract.UsersContractTest.users;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import io.gatehouse.gateway.testing.TestGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** Who somebody is: what a login makes of a password, and what a user learns about oneself. */
interface Logins {

    String PASSWORD = "{\"username\": \"ada\", \"password\": \"analytical engine\"}";
    String WRONG_PASSWORD = "{\"username\": \"ada\", \"password\": \"difference engine\"}";

    @Test
    default void a_login_is_answered_with_a_token() {
        var answer = users.given(userExists(ADA))
                .receives("a login", request -> login(request, PASSWORD))
                .answers(response -> json(response, 200, session(ADA)))
                .whenSent(gateway -> login(gateway, PASSWORD));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(body(answer).fieldNames())
                .toIterable()
                .containsExactly("access_token", "token_type", "expires_in", "refresh_token");
        assertThat(body(answer).path("access_token").asText()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    }

    @Test
    default void a_wrong_password_stays_a_401() {
        var answer = users.given(userExists(ADA))
                .receives("a login with a wrong password", request -> login(request, WRONG_PASSWORD))
                .answers(response -> problem(response, 401, "Wrong.").header("WWW-Authenticate", "Bearer"))
                .whenSent(gateway -> login(gateway, WRONG_PASSWORD));

        assertProblem(answer, 401, "Wrong.");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    default void a_user_sees_oneself() {
        var answer = users.given(userExists(ADA))
                .receives("the read of the caller's own account", request -> sentInClear(request, ADA, "GET", "/me"))
                .answers(response -> json(response, 200, user(ADA)).header("ETag", A_TAG))
                .whenSent(gateway -> asked(gateway, ADA, "GET", "/me"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body(answer)).isEqualTo(example(user(ADA)));
    }

    @Test
    default void a_user_deleted_since_the_login_sees_nobody() {
        var answer = users.given(noUserHas(ADA.id()))
                .receives(
                        "the read of the caller's own account that is not there",
                        request -> sentInClear(request, ADA, "GET", "/me"))
                .answers(response -> problem(response, 404, "User not found."))
                .whenSent(gateway -> asked(gateway, ADA, "GET", "/me"));

        assertProblem(answer, 404, "User not found.");
    }

    @Test
    default void users_that_does_not_trust_the_gateway_is_a_502() {
        var answer = users.given(gatewayIsNotTrusted())
                .receives(
                        "a request with a token that users does not trust",
                        request -> sentInClear(request, ADA, "GET", "/me"))
                .answers(Answers::untrusted)
                .whenSent(gateway -> asked(gateway, ADA, "GET", "/me"));

        assertUnusable(answer);
    }

    private static HttpRequestBuilder login(HttpRequestBuilder request, String body) {
        return request.method("POST")
                .path("/login")
                .header("Accept-Encoding", "identity")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", FROM_CLIENT)
                .body(body);
    }

    private static HttpRequest.Builder login(TestGateway gateway, String body) {
        return gateway.request("/api/v1/login")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }
}

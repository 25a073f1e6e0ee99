package io.gatehouse.gateway.contract;

import static io.gatehouse.gateway.contract.Answers.assertProblem;
import static io.gatehouse.gateway.contract.Answers.body;
import static io.gatehouse.gateway.contract.Answers.json;
import static io.gatehouse.gateway.contract.Answers.problem;
import static io.gatehouse.gateway.contract.Bodies.session;
import static io.gatehouse.gateway.contract.Person.ADA;
import static io.gatehouse.gateway.contract.States.sessionExists;
import static io.gatehouse.gateway.contract.States.tokenWasSpent;
import static io.gatehouse.gateway.contract.States.userExists;
import static io.gatehouse.gateway.contract.UsersContractTest.users;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import io.gatehouse.gateway.testing.TestGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** How a session goes on after a login, and how its user ends it. */
interface SessionContinuations {

    String TOKEN = "a-refresh-token-that-is-good-once-0123456789";
    String BODY = "{\"refresh_token\": \"" + TOKEN + "\"}";

    @Test
    default void a_session_is_refreshed() {
        var answer = users.given(userExists(ADA), sessionExists(ADA, TOKEN))
                .receives("the refresh of a session", request -> posted(request, "/token/refresh")
                        .header("Accept-Encoding", "identity"))
                .answers(response -> json(response, 200, session(ADA)))
                .whenSent(gateway -> posted(gateway, "/token/refresh"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(body(answer).fieldNames())
                .toIterable()
                .containsExactly("access_token", "token_type", "expires_in", "refresh_token");
        assertThat(body(answer).path("access_token").asText()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    }

    @Test
    default void a_spent_refresh_token_stays_a_401() {
        var answer = users.given(userExists(ADA), tokenWasSpent(TOKEN))
                .receives("the refresh of a session with a spent token", request -> posted(request, "/token/refresh")
                        .header("Accept-Encoding", "identity"))
                .answers(response -> problem(response, 401, "Spent.").header("WWW-Authenticate", Answers.A_CHALLENGE))
                .whenSent(gateway -> posted(gateway, "/token/refresh"));

        assertProblem(answer, 401, "Spent.");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    default void a_session_is_ended_by_its_user() {
        var answer = users.given(userExists(ADA), sessionExists(ADA, TOKEN))
                .receives("a logout", request -> posted(request, "/logout"))
                .answers(Answers::nothing)
                .whenSent(gateway -> posted(gateway, "/logout"));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    private static HttpRequestBuilder posted(HttpRequestBuilder request, String path) {
        return request.method("POST")
                .path(path)
                .header("Content-Type", "application/json")
                .body(BODY);
    }

    private static HttpRequest.Builder posted(TestGateway gateway, String path) {
        return gateway.request("/api/v1" + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(BODY));
    }
}

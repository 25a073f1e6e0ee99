package io.gatehouse.gateway.contract;

import static io.gatehouse.gateway.contract.Answers.json;
import static io.gatehouse.gateway.contract.Answers.problem;
import static io.gatehouse.gateway.contract.Bodies.revocations;
import static io.gatehouse.gateway.contract.Person.ADA;
import static io.gatehouse.gateway.contract.States.revocationsWereForgotten;
import static io.gatehouse.gateway.contract.States.sessionsWereRevoked;
import static io.gatehouse.gateway.contract.UsersContractTest.users;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import io.gatehouse.gateway.testing.TestGateway;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The sessions that have ended, which the gateway asks for of its own accord, on behalf of nobody. */
interface RevocationFeeds {

    /** Opaque to the gateway. The service has to take it for what its own feed says after two revocations. */
    String CURSOR = "2";

    Duration SECONDS = Duration.ofSeconds(15);

    /** The cursor in the answer is the one asked with, so that the gateway's next question is the same again. */
    @Test
    default void sessions_that_ended_become_known_page_by_page() {
        users.given(sessionsWereRevoked(3))
                .receives("the revocations since a cursor", request -> feed(request)
                        .queryParameter("since", CURSOR))
                .answers(response -> json(response, 200, revocations(CURSOR, "session-3")))
                .after(firstPage())
                .whenPolling(gateway -> awaitEnd(gateway, "session-1", "session-3"));
    }

    @Test
    default void a_cursor_from_before_the_history_makes_the_gateway_start_over() {
        users.given(revocationsWereForgotten(3))
                .receives("the revocations since a forgotten cursor", request -> feed(request)
                        .queryParameter("since", CURSOR))
                .answers(response -> problem(response, 410, "Start over."))
                .after(firstPage())
                .whenPolling(gateway -> await().atMost(SECONDS)
                        .until(() -> gateway.metric("gatehouse_gateway_revocation_polls_total{result=\"ok\"}") >= 2));
    }

    private static Interaction firstPage() {
        return users.given(sessionsWereRevoked(2))
                .receivesAgain("the first page of revocations", RevocationFeeds::feed)
                .answers(response -> json(response, 200, revocations(CURSOR, "session-1")));
    }

    private static HttpRequestBuilder feed(HttpRequestBuilder request) {
        return request.method("GET").path("/revocations");
    }

    /** No request with their tokens is sent before, for that would reach the service. */
    private static void awaitEnd(TestGateway gateway, String... sessions) {
        await().atMost(SECONDS).until(() -> gateway.metric("gatehouse_gateway_revoked_sessions") == sessions.length);
        for (String session : sessions) {
            String token = gateway.issuer(Clock.systemUTC()).issue(ADA.id(), ADA.userType(), session);
            var answer = TestGateway.send(gateway.request("/api/v1/me").header("Authorization", "Bearer " + token));
            assertThat(answer.statusCode()).isEqualTo(401);
        }
    }
}

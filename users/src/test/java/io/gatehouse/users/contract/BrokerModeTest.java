package io.gatehouse.users.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.servicekit.testing.contract.BrokerMode;
import io.gatehouse.servicekit.testing.contract.GitRevision;
import io.gatehouse.servicekit.testing.contract.PactBrokerDouble;
import io.gatehouse.servicekit.testing.contract.PublishedPact;
import io.gatehouse.servicekit.testing.contract.PublishedResult;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link BrokerContractTest} does with a broker, a pact that is kept, one that is not, and no broker. */
final class BrokerModeTest {

    private static final String KEPT = contract("User not found with this id.");
    private static final String BROKEN = contract("Who?");

    private static final GitRevision REVISION = BrokerMode.REVISION;

    private PactBrokerDouble broker;

    @BeforeEach
    void start() throws IOException {
        broker = new PactBrokerDouble();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void what_is_kept_passes_and_the_broker_hears_of_commit_and_branch() {
        broker.publish(pact("c1", "main", BROKEN));
        PublishedPact onMain = pact("c2", "main", KEPT);
        broker.publish(onMain);
        broker.publish(pact("c3", "elsewhere", BROKEN));

        BrokerMode.Outcome outcome = run();

        assertThat(outcome.summary().getTestsSucceededCount()).isEqualTo(1);
        assertThat(outcome.summary().getTotalFailureCount()).isZero();
        assertThat(broker.results()).singleElement().satisfies(result -> {
            assertThat(result.pact()).isEqualTo(onMain);
            assertThat(result.success()).isTrue();
            assertThat(result.providerVersion()).isEqualTo(REVISION.commit());
        });
        // Which only a branch that the broker was told of can have brought about.
        assertThat(broker.pending(onMain, REVISION.branch())).isFalse();
    }

    @Test
    @Tag("thorough")
    void what_was_never_kept_is_pending_and_breaks_nothing() {
        broker.publish(pact("c1", REVISION.branch(), KEPT));
        broker.publish(pact("c2", "release", BROKEN));
        broker.deploy("gateway", "c2");

        BrokerMode.Outcome outcome = run();

        assertThat(outcome.summary().getTestsFoundCount()).isEqualTo(2);
        assertThat(outcome.summary().getTotalFailureCount()).isZero();
        assertThat(broker.results()).extracting(PublishedResult::success).containsExactlyInAnyOrder(true, false);
        assertThat(outcome.output()).contains("Pending Failures", "$.detail");
    }

    @Test
    @Tag("thorough")
    void what_was_kept_and_no_longer_is_fails_and_names_interaction_and_field() {
        PublishedPact pact = pact("c1", "main", BROKEN);
        broker.publish(pact);
        broker.accept(pact, REVISION.branch());

        assertThat(failureOf(run())).contains("the read of nobody", "$.detail", "Who?");
        assertThat(broker.results()).last().extracting(PublishedResult::success).isEqualTo(false);
    }

    @Test
    @Tag("thorough")
    void a_result_that_the_broker_does_not_take_fails() {
        broker.publish(pact("c1", "main", KEPT));
        broker.refuseResults();

        assertThat(failureOf(run())).contains("Failed to update the test results");
    }

    @Test
    void a_broker_that_is_not_there_fails() {
        broker.close();

        assertThat(failureOf(run())).contains("Failed to fetch the root HAL document");
    }

    private BrokerMode.Outcome run() {
        return BrokerMode.run(BrokerContractTest.class, broker.url());
    }

    private static String failureOf(BrokerMode.Outcome outcome) {
        assertThat(outcome.summary().getFailures()).isNotEmpty();
        return outcome.summary().getFailures().get(0).getException().toString();
    }

    private static PublishedPact pact(String version, String branch, String content) {
        return new PublishedPact("gateway", "users", version, branch, json(content));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String contract(String detail) {
        return """
                {
                  "consumer": {"name": "gateway"},
                  "provider": {"name": "users"},
                  "interactions": [{
                    "type": "Synchronous/HTTP",
                    "description": "the read of nobody",
                    "providerStates": [{"name": "no user has this id", "params": {"id": 42}}],
                    "request": {
                      "method": "GET",
                      "path": "/users/42",
                      "headers": {"Authorization": ["Bearer example"], "request-user-id": ["1"]}
                    },
                    "response": {
                      "status": 404,
                      "headers": {"Content-Type": ["application/problem+json"]},
                      "body": {"contentType": "application/problem+json", "content": {"detail": "%s"}}
                    }
                  }],
                  "metadata": {"pactSpecification": {"version": "4.0"}}
                }""".formatted(detail);
    }
}

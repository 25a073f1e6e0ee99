package io.gatehouse.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.servicekit.testing.contract.PactBrokerDouble;
import io.gatehouse.servicekit.testing.contract.PublishedPact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code contracts/broker}, as people and the workflow call it. */
class BrokerTest {

    private static final Path ROOT = Path.of(System.getProperty("gatehouse.root"));
    private static final Path PACTS = ROOT.resolve("contracts/pacts");

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
    void publishes_every_committed_pact_under_commit_and_branch() throws Exception {
        Outcome publishing = run("publish");

        assertThat(publishing.status()).as(publishing.output()).isZero();
        assertThat(broker.pacts()).allSatisfy(pact -> {
            assertThat(pact.version()).isEqualTo("c0ffee");
            assertThat(pact.branch()).isEqualTo("a-branch");
            assertThat(pact.content())
                    .isEqualTo(new ObjectMapper()
                            .readTree(PACTS.resolve(pact.consumer() + "-" + pact.provider() + ".json")
                                    .toFile()));
        });
        try (Stream<Path> committed = Files.list(PACTS)) {
            assertThat(broker.pacts())
                    .extracting(pact -> pact.consumer() + "-" + pact.provider() + ".json")
                    .containsExactlyInAnyOrderElementsOf(
                            committed.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    @Tag("thorough")
    void tells_what_can_be_deployed() throws Exception {
        var pact = new PublishedPact(
                "gateway", "users", "c0ffee", "a-branch", new ObjectMapper().readTree("{\"interactions\": []}"));
        broker.publish(pact);

        Outcome unverified = run("can-i-deploy", "gateway");
        assertThat(unverified.status()).isNotZero();
        assertThat(unverified.output()).contains("1 not verified");

        broker.accept(pact, "main");
        Outcome verified = run("can-i-deploy", "gateway", "production");
        assertThat(verified.status()).as(verified.output()).isZero();
    }

    @Test
    void records_what_runs_in_an_environment() throws Exception {
        Outcome recorded = run("record-deployment", "orders", "production");
        Outcome misspelt = run("record-deployment", "orders", "prodution");

        assertThat(recorded.status()).as(recorded.output()).isZero();
        assertThat(broker.deployments()).containsExactly("orders c0ffee");
        assertThat(misspelt.status()).isNotZero();
        assertThat(misspelt.output()).contains("has no environment prodution");
    }

    @Test
    @Tag("thorough")
    void fails_without_a_broker_and_says_so() throws Exception {
        broker.close();

        assertThat(run("publish")).satisfies(outcome -> {
            assertThat(outcome.status()).isNotZero();
            assertThat(outcome.output()).contains("Connection refused");
        });
        assertThat(run("can-i-deploy", "users").status()).isNotZero();
    }

    private record Outcome(int status, String output) {}

    private Outcome run(String... arguments) throws IOException, InterruptedException {
        var script = new ProcessBuilder(Stream.concat(Stream.of("contracts/broker"), Stream.of(arguments))
                        .toList())
                .directory(ROOT.toFile())
                .redirectErrorStream(true);
        script.environment()
                .putAll(Map.of(
                        "PACTBROKER_URL",
                        broker.url(),
                        "PACTBROKER_TOKEN",
                        PactBrokerDouble.TOKEN,
                        "PACTBROKER_RETRIES",
                        "0",
                        "GIT_COMMIT",
                        "c0ffee",
                        "GIT_BRANCH",
                        "a-branch",
                        "MAVEN_ARGS",
                        "-Dmaven.repo.local=" + System.getProperty("maven.repo.local")));
        Process running = script.start();
        String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(running.waitFor(), output);
    }
}

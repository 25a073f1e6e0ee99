package io.gatehouse.gateway.contract;

import static au.com.dius.pact.consumer.ConsumerPactRunnerKt.runConsumerTest;
import static au.com.dius.pact.consumer.dsl.Matchers.regexp;
import static org.awaitility.Awaitility.await;

import au.com.dius.pact.consumer.PactVerificationResult;
import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.HttpResponseBuilder;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.ProviderState;
import io.gatehouse.gateway.testing.TestGateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** One request of the gateway's and its answer, as they are agreed on, tried on the real gateway before Pact's mock. */
final class Interaction {

    /** Nothing listens there: a call that goes to the wrong service fails. */
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private final String service;
    private final List<ProviderState> states;
    private final Set<String> descriptions;
    private String description;
    private UnaryOperator<HttpRequestBuilder> request;
    private UnaryOperator<HttpResponseBuilder> response;
    private Interaction earlier;

    Interaction(String service, List<ProviderState> states, Set<String> descriptions) {
        this.service = service;
        this.states = states;
        this.descriptions = descriptions;
    }

    /**
     * The request that reaches the service.
     *
     * @param uniqueDescription by which failures and differences name the interaction
     */
    Interaction receives(String uniqueDescription, UnaryOperator<HttpRequestBuilder> expected) {
        if (!descriptions.add(uniqueDescription)) {
            throw new IllegalArgumentException("Two interactions are described as '" + uniqueDescription + "'");
        }
        description = uniqueDescription;
        request = expected;
        return this;
    }

    /** The same, of an interaction that several tests need. */
    Interaction receivesAgain(String description, UnaryOperator<HttpRequestBuilder> expected) {
        descriptions.remove(description);
        return receives(description, expected);
    }

    /** What the service answers. */
    Interaction answers(UnaryOperator<HttpResponseBuilder> expected) {
        response = expected;
        return this;
    }

    /** Agreed on elsewhere: the gateway sends that request before this one, and needs its answer. */
    Interaction after(Interaction other) {
        earlier = other;
        return this;
    }

    /** Sends a client's request through the gateway, which must send the agreed one on, and returns the answer. */
    HttpResponse<String> whenSent(Function<TestGateway, HttpRequest.Builder> clientRequest) {
        var answer = new AtomicReference<HttpResponse<String>>();
        run(gateway -> answer.set(TestGateway.send(clientRequest.apply(gateway))), Map.of());
        return answer.get();
    }

    /** Lets the gateway ask of its own accord, and waits until it has drawn its conclusions from the answers. */
    void whenPolling(Consumer<TestGateway> conclusions) {
        run(conclusions, Map.of("revocations.service", service, "revocations.interval", "500ms"));
    }

    private void run(Consumer<TestGateway> test, Map<String, String> settings) {
        var onAnyPort = MockProviderConfig.httpConfig("127.0.0.1", 0, PactSpecVersion.V4);
        PactVerificationResult result = runConsumerTest(pact().toPact(), onAnyPort, (mock, context) -> {
            URI url = URI.create(mock.getUrl());
            try (TestGateway gateway = TestGateway.shipped(
                    service.equals("users") ? url : NOBODY, service.equals("orders") ? url : NOBODY, settings)) {
                test.accept(gateway);
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> gateway.requestsInFlight() == 0);
            }
            return null;
        });
        if (!(result instanceof PactVerificationResult.Ok)) {
            throw new AssertionError("Interaction '" + description + "': " + result.getDescription());
        }
    }

    private PactBuilder pact() {
        PactBuilder pact = earlier == null ? new PactBuilder("gateway", service, PactSpecVersion.V4) : earlier.pact();
        states.forEach(state -> pact.given(state.getName(), state.getParams()));
        return pact.expectsToReceiveHttpInteraction(
                description, http -> http.withRequest(builder -> request.apply(fromGateway(builder)))
                        .willRespondWith(builder -> response.apply(builder)));
    }

    /** What the gateway puts into every request to a service. */
    private static HttpRequestBuilder fromGateway(HttpRequestBuilder request) {
        return request.header(
                        "Authorization",
                        regexp(
                                "Bearer [A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+",
                                "Bearer header.claims.signature"))
                .header("X-Request-Id", regexp("[A-Za-z0-9._-]{8,64}", "0123456789abcdef"));
    }
}

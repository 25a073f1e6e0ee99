package io.gatehouse.servicekit.testing.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs a service's broker tests within a test, as the environment variables of a broker would have them run. */
public final class BrokerMode {

    /** What the tests take themselves for, in whichever checkout they run. */
    public static final GitRevision REVISION = new GitRevision("c0ffee", "a-branch");

    private BrokerMode() {}

    /**
     * What came of it.
     *
     * @param output what the tests printed and logged
     */
    public record Outcome(TestExecutionSummary summary, String output) {}

    public static Outcome run(Class<?> brokerTests, String url) {
        // Without a user's name, for that would go before the token.
        var environment = Map.of(
                "PACTBROKER_URL",
                url,
                "PACTBROKER_TOKEN",
                PactBrokerDouble.TOKEN,
                "PACTBROKER_USERNAME",
                "",
                "GIT_COMMIT",
                REVISION.commit(),
                "GIT_BRANCH",
                REVISION.branch());
        environment.forEach(System::setProperty);
        PrintStream console = System.out;
        var output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            var listener = new SummaryGeneratingListener();
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(brokerTests))
                    // No process can set its own environment; Pact takes properties as well, the condition does not.
                    .configurationParameter("junit.jupiter.conditions.deactivate", "*EnabledIfEnvironmentVariable*")
                    .build();
            LauncherFactory.create().execute(request, listener);
            return new Outcome(listener.getSummary(), output.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(console);
            environment.keySet().forEach(System::clearProperty);
        }
    }
}

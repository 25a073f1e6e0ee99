package io.gatehouse.servicekit.testing.contract;

import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has a class of provider tests publish its results to the broker, under the commit and the branch at hand. */
public final class BrokerResults implements BeforeAllCallback, AfterAllCallback {

    /** Names a provider test's branch in {@code @PactBroker(providerBranch = …)}. */
    public static final String BRANCH = "${pact.provider.branch}";

    @Override
    public void beforeAll(ExtensionContext context) {
        properties(GitRevision.current()).forEach(System::setProperty);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        properties(new GitRevision("", "")).keySet().forEach(System::clearProperty);
    }

    private static Map<String, String> properties(GitRevision revision) {
        return Map.of(
                "pact.verifier.publishResults", "true",
                "pact.provider.version", revision.commit(),
                "pact.provider.branch", revision.branch());
    }
}

package io.gatehouse.servicekit.testing.contract;

import au.com.dius.pact.provider.VerificationResult;
import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junitsupport.State;
import com.github.ajalt.mordant.TermColors;
import io.gatehouse.servicekit.caller.Trust;
import io.gatehouse.servicekit.testing.TestTrust;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHeaders;

/** Sends one interaction of a contract to a real service, as its caller would: with an internal token that is real. */
public final class ContractReplay {

    private final PactVerificationContext interaction;
    private final TestTrust gateway;
    private boolean callerTrusted = true;

    /**
     * Points the interaction at the service. To be made before each test.
     *
     * @param gateway signs tokens that the service believes
     * @param url where the service listens
     * @param states objects whose {@code @State} methods bring about what the interaction starts from
     */
    public ContractReplay(PactVerificationContext interaction, TestTrust gateway, String url, Object... states)
            throws MalformedURLException {
        this.interaction = interaction;
        this.gateway = gateway;
        interaction.setTarget(HttpTestTarget.fromUrl(URI.create(url).toURL()));
        interaction.addStateChangeHandlers(states);
        interaction.addStateChangeHandlers(this);
    }

    @State("the internal token is not trusted")
    void theInternalTokenIsNotTrusted() {
        callerTrusted = false;
    }

    /**
     * Sends the request and compares the answer.
     *
     * @throws AssertionError which names the interaction and each field that differs
     */
    public void run(ClassicHttpRequest request) {
        // The token in a contract is an example; where a contract has none, the service gets none.
        if (callerTrusted && request.containsHeader(HttpHeaders.AUTHORIZATION)) {
            request.setHeader(HttpHeaders.AUTHORIZATION, token(request));
        }
        try {
            interaction.verifyInteraction();
        } catch (AssertionError e) {
            throw new AssertionError(describe());
        }
    }

    private String token(ClassicHttpRequest request) {
        String service = interaction.getProviderInfo().getName();
        var caller = request.getFirstHeader(Trust.USER_ID_HEADER);
        return caller == null
                ? gateway.anonymousBearer(service)
                : gateway.bearer(service, Long.parseLong(caller.getValue()));
    }

    /** Pact's own words for it come from its console reporter, which is never silent. */
    private String describe() {
        var plain = new TermColors(TermColors.Level.NONE);
        String differences = interaction.getTestExecutionResult().stream()
                .map(VerificationResult.Failed::getFailures)
                .flatMap(failures -> failures.values().stream())
                .flatMap(failures -> failures.stream())
                .map(failure -> "\n  " + failure.formatForDisplay(plain))
                .collect(Collectors.joining());
        return "\"%s\" between %s and %s:%s"
                .formatted(
                        interaction.getInteraction().getDescription(),
                        interaction.getConsumer().getName(),
                        interaction.getProviderInfo().getName(),
                        differences);
    }
}

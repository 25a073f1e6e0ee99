package io.gatehouse.users.contract;

import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.loader.PactBroker;
import au.com.dius.pact.provider.junitsupport.loader.PactBrokerAuth;
import au.com.dius.pact.provider.junitsupport.loader.PactBrokerConsumerVersionSelectors;
import au.com.dius.pact.provider.junitsupport.loader.SelectorBuilder;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.servicekit.testing.contract.BrokerResults;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a broker says that callers rely on: those of the main branch, those in use and those of a branch that is named
 * as ours. One that the service never kept is pending: it is reported and breaks nothing. Results go to the broker.
 */
@Provider("users")
@PactBroker(
        url = "${PACTBROKER_URL}",
        authentication =
                @PactBrokerAuth(
                        token = "${PACTBROKER_TOKEN:}",
                        username = "${PACTBROKER_USERNAME:}",
                        password = "${PACTBROKER_PASSWORD:}"),
        enablePendingPacts = "true",
        providerBranch = BrokerResults.BRANCH)
@ExtendWith(BrokerResults.class)
@EnabledIfEnvironmentVariable(named = "PACTBROKER_URL", matches = ".+")
@ParameterizedClass
@EnumSource(names = "POSTGRES")
final class BrokerContractTest extends ContractVerification {

    BrokerContractTest(TestDatabase database) {}

    @PactBrokerConsumerVersionSelectors
    public static SelectorBuilder whoCounts() {
        return new SelectorBuilder().mainBranch().deployedOrReleased().matchingBranch();
    }
}

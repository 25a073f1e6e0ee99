package io.gatehouse.orders.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.servicekit.testing.contract.BrokerMode;
import io.gatehouse.servicekit.testing.contract.PactBrokerDouble;
import io.gatehouse.servicekit.testing.contract.PublishedPact;
import java.io.File;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link BrokerContractTest} with the committed pact in a broker. The same tests of users try the rest. */
@Tag("thorough")
final class BrokerModeTest {

    @Test
    void the_committed_pact_is_fetched_and_kept_and_the_broker_hears_of_it() throws Exception {
        var contract = new ObjectMapper().readTree(new File("../contracts/pacts/gateway-orders.json"));
        try (var broker = new PactBrokerDouble()) {
            broker.publish(new PublishedPact("gateway", "orders", "c1", "main", contract));

            var summary = BrokerMode.run(BrokerContractTest.class, broker.url()).summary();

            assertThat(summary.getTestsSucceededCount())
                    .isEqualTo(contract.get("interactions").size());
            assertThat(broker.results()).singleElement().satisfies(result -> {
                assertThat(result.success()).isTrue();
                assertThat(result.providerVersion()).isEqualTo(BrokerMode.REVISION.commit());
            });
        }
    }
}

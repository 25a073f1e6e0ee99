package io.gatehouse.contracts.pact;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.contract.Drift;
import org.junit.jupiter.api.Test;

/**
 * The gateway's tests compare each pact that they write. Here a pact is missed that no test writes any more, as after
 * the removal of a test class.
 */
class DriftTest {

    @Test
    void the_committed_pacts_are_those_that_the_gateways_tests_write() {
        var committed = Pacts.committed();
        var fresh = Pacts.fresh();

        assertThat(committed.keySet()).isEqualTo(fresh.keySet());
        committed.forEach(
                (name, pact) -> assertThat(Drift.between(pact, fresh.get(name))).isEmpty());
    }
}

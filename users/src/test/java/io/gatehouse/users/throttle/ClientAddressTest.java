package io.gatehouse.users.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "'192.0.2.1, 198.51.100.7', 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "'2001:db8:1:2::1, 192.0.2.1', 20010db800010002/64",
        "'', ''"
    })
    void is_the_first_of_those_the_gateway_names(String header, String network) {
        assertThat(ClientAddress.network(header)).isEqualTo(network);
    }

    @Test
    void is_nowhere_when_the_gateway_names_none() {
        assertThat(ClientAddress.network(null)).isEmpty();
        assertThat(ClientAddress.network("x".repeat(65))).isEmpty();
    }
}

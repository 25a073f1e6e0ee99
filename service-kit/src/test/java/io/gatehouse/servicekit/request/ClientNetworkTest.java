package io.gatehouse.servicekit.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:0:7::1, 20010db800000007/64",
        "[2001:db8:0:7:ffff:ffff:ffff:ffff], 20010db800000007/64",
        "2001:DB8::8:0:0:0:1, 20010db800000008/64",
        "fe80::1%eth0, fe80000000000000/64",
        "::1, 0000000000000000/64",
        "::ffff:192.0.2.7, 192.0.2.7",
        "not:an:address, unknown",
    })
    void an_ipv6_client_is_its_64_bit_network(String address, String network) {
        assertThat(ClientNetwork.of(address)).isEqualTo(network);
    }
}

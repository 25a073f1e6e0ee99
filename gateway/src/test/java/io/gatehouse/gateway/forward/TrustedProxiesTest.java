package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InetAddresses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.200, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "127.0.0.1, ::ffff:127.0.0.1, true"
    })
    void a_network_includes_its_addresses(String list, String address, boolean included) {
        assertThat(TrustedProxies.parse(list).include(InetAddresses.forString(address)))
                .isEqualTo(included);
    }

    @Test
    void several_stand_in_one_list() {
        var trusted = TrustedProxies.parse("10.0.0.0/8 , 2001:db8::7");

        assertThat(trusted.include(InetAddresses.forString("10.1.2.3"))).isTrue();
        assertThat(trusted.include(InetAddresses.forString("2001:db8::7"))).isTrue();
        assertThat(trusted.include(InetAddresses.forString("127.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void an_empty_list_trusts_nobody(String list) {
        assertThat(TrustedProxies.parse(list).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.internal",
                "10.0.0.0/33",
                "10.0.0/8",
                "2001:db8::/129",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "/8",
                "10.0.0.0/8,,",
                "10.0.0.0/8;11.0.0.0/8",
                "[::1]",
                "10.0.0.0/8/8",
                "10.0.0.1:80"
            })
    void a_malformed_one_is_named(String list) {
        assertThatThrownBy(() -> TrustedProxies.parse(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither an address nor a network")
                .hasMessageContaining("10.0.0.0/8");
    }
}

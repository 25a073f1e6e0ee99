package io.gatehouse.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.servicekit.caller.InternalTokenSigner;
import io.gatehouse.servicekit.token.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When the gateway signs anew. Each signature differs, of the same content too, so a token tells whether it is new. */
class InternalTokensTest {

    private static final SigningKey KEY = SigningKey.generate();

    private final AtomicLong nanos = new AtomicLong();
    private final InternalTokens tokens =
            new InternalTokens(new InternalTokenSigner(now -> KEY, Clock.systemUTC()), nanos::get);

    @Test
    void one_token_is_used_for_a_third_of_its_life_at_least() {
        List<String> first = ofAHundredUsers();

        pass(Duration.ofSeconds(19));

        assertThat(ofAHundredUsers()).isEqualTo(first);
    }

    @Test
    void tokens_of_users_who_came_together_are_not_signed_anew_together() {
        List<String> first = ofAHundredUsers();

        pass(Duration.ofSeconds(30));

        assertThat(ofAHundredUsers())
                .doesNotHaveDuplicates()
                .filteredOn(first::contains)
                .hasSizeBetween(10, 90);
    }

    @Test
    void none_is_used_for_more_than_two_thirds_of_its_life() {
        List<String> first = ofAHundredUsers();

        pass(Duration.ofSeconds(40));

        assertThat(ofAHundredUsers()).doesNotContainAnyElementsOf(first);
    }

    private List<String> ofAHundredUsers() {
        return LongStream.range(0, 100)
                .mapToObj(user -> tokens.authorization("orders", user))
                .toList();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}

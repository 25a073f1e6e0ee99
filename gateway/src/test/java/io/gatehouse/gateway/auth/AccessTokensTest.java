package io.gatehouse.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.jersey.validation.Validators;
import io.dropwizard.util.Duration;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    @Test
    void live_no_longer_than_services_remember_sessions_that_ended() {
        assertThat(messages(Duration.seconds(24 * 3600 + 1))).containsExactly("must be less than or equal to 24 HOURS");
        assertThat(messages(Duration.hours(24))).isEmpty();
    }

    private static String[] messages(Duration life) {
        return Validators.newValidator().validateValue(AccessTokens.class, "life", life).stream()
                .map(violation -> violation.getMessage())
                .toArray(String[]::new);
    }
}

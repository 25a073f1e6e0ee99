package io.gatehouse.users.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.jersey.validation.Validators;
import io.dropwizard.util.Duration;
import io.gatehouse.servicekit.token.AccessTokenLife;
import org.junit.jupiter.api.Test;

class RevocationSettingsTest {

    @Test
    void a_session_that_ended_is_remembered_for_longer_than_its_tokens_live() {
        assertThat(messages(AccessTokenLife.LONGEST_HOURS))
                .containsExactly("must be greater than or equal to 25 HOURS");
        assertThat(messages(AccessTokenLife.LONGEST_HOURS + 1)).isEmpty();
    }

    private static String[] messages(long hours) {
        return Validators.newValidator()
                .validateValue(RevocationSettings.class, "history", Duration.hours(hours))
                .stream()
                .map(violation -> violation.getMessage())
                .toArray(String[]::new);
    }
}

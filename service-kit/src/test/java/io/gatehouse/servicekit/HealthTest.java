package io.gatehouse.servicekit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HealthTest {

    @RegisterExtension
    static final ThingsService service = new ThingsService();

    @ParameterizedTest
    @ValueSource(strings = {"/ready", "/alive"})
    void probesAnswerOnTheAdminPort(String probe) {
        var response = service.send(service.admin(probe));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("yes\n");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ready", "/alive", "/health-check"})
    void nothingOfHealthIsOnTheApplicationPort(String path) {
        assertThat(service.send(service.direct(path)).statusCode()).isEqualTo(404);
    }

    @Test
    void probesAnswerHead() {
        assertThat(service.send(service.admin("/ready")
                                .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }
}

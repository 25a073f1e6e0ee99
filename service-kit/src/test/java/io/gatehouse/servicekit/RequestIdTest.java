package io.gatehouse.servicekit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestIdTest {

    @RegisterExtension
    static final ThingsService service = new ThingsService();

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "A-b_c.d-0123", "f47ac10b-58cc-4372-a567-0e02b2c3d479"})
    void wellFormedIdIsTakenOver(String id) {
        assertThat(idOf(service.send(service.trusted("/things").header("X-Request-Id", id))))
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "has a space", "semi;colon;here", "", "\u00fcmlaut-umlaut"})
    void anyOtherIdIsReplaced(String id) {
        assertThat(idOf(service.send(service.trusted("/things").header("X-Request-Id", id))))
                .isNotEqualTo(id)
                .matches("[0-9a-f]{32}");
    }

    @Test
    void tooLongIdIsReplaced() {
        String id = "x".repeat(65);

        assertThat(idOf(service.send(service.trusted("/things").header("X-Request-Id", id))))
                .isNotEqualTo(id);
    }

    @Test
    void everyRequestHasAnIdOfItsOwn() {
        assertThat(idOf(service.send(service.trusted("/things"))))
                .isNotEqualTo(idOf(service.send(service.trusted("/things"))));
    }

    @Test
    void problemCarriesTheIdOfTheRequest() {
        var response = service.send(service.trusted("/nothing").header("X-Request-Id", "trace-me-01"));

        assertThat(idOf(response)).isEqualTo("trace-me-01");
        assertThat(ThingsService.json(response.body()).path("request_id").asText())
                .isEqualTo("trace-me-01");
    }

    private static String idOf(HttpResponse<String> response) {
        assertThat(response.headers().allValues("X-Request-Id")).hasSize(1);
        return response.headers().firstValue("X-Request-Id").orElseThrow();
    }
}

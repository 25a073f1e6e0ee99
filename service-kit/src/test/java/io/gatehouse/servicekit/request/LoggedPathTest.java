package io.gatehouse.servicekit.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoggedPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/api/v1/orders/9223372036854775807", "/x/01234567-89ab-cdef-0123-456789abcdef/"})
    void ids_stay(String path) {
        assertThat(LoggedPath.of(path)).isSameAs(path);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/users/eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln, /api/v1/users/eyJhbGci...",
        "/logout/Rk9yYW55b25lRk9yYW55b25lRk9yYW55b25lRk9yYW5/now, /logout/Rk9yYW55.../now",
        "Rk9yYW55b25lRk9yYW55b25lRk9yYW55b25lRk9yYW5, Rk9yYW55..."
    })
    void of_what_may_be_a_token_the_beginning_stays(String path, String logged) {
        assertThat(LoggedPath.of(path)).isEqualTo(logged);
    }
}

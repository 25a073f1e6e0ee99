package io.gatehouse.users.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.users.UsersService;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
record ConditionalTest(TestDatabase database) {

    private static UsersService service;

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        service = UsersService.shared(database);
    }

    @BeforeEach
    void empty() {
        service.empty();
    }

    @Test
    void changes_the_version_that_the_caller_has_seen_and_no_other() {
        String path = "/users/" + service.database().store("versioned", "default");

        assertThat(service.put(path, "{\"full_name\": \"1\"}", "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> stale = service.put(path, "{\"full_name\": \"2\"}", "If-Match", "\"1\"");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(service.put(path, "{}", "If-Match", "*").statusCode()).isEqualTo(200);
        assertThat(service.put(path, "{}", "If-Match", "\"7\", \"3\"").statusCode())
                .isEqualTo(200);
        assertThat(service.delete(path, "If-Match", "\"1\"").statusCode()).isEqualTo(412);
        assertThat(service.delete(path, "If-Match", "\"4\"").statusCode()).isEqualTo(204);
    }

    @Test
    void refuses_a_precondition_that_is_none() {
        String path = "/users/" + service.database().store("strange", "default");

        assertThat(service.put(path, "{}", "If-Match", "1").statusCode()).isEqualTo(400);
        assertThat(service.get(path, "If-None-Match", "\"").statusCode()).isEqualTo(400);
    }

    @Test
    void does_not_repeat_a_version_that_the_caller_has() {
        String path = "/users/" + service.database().store("cached", "default");

        HttpResponse<String> same = service.get(path, "If-None-Match", "\"1\"");
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(same.body()).isEmpty();
        assertThat(service.get(path, "If-None-Match", "\"2\"").statusCode()).isEqualTo(200);
        assertThat(service.get(path, "If-Match", "\"2\"").statusCode()).isEqualTo(412);
    }
}

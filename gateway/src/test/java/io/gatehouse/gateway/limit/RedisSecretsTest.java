package io.gatehouse.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.Duration;
import io.gatehouse.gateway.testing.TestRedis;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The URL of Redis may hold a password. */
class RedisSecretsTest {

    @Test
    void the_settings_as_text_hide_the_url() {
        assertThat(settings("redis://:s3cret@redis.internal").toString())
                .isEqualTo("RateLimitSettings[redis=configured, whenUnavailable=OPEN, timeout=50 milliseconds]");
        assertThat(settings("").toString()).contains("redis=none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"redis://:s3cret@host:port", "http://:s3cret@redis", "s3cret", "redis://:s3#cret@redis:70000"})
    void a_url_that_is_none_is_refused_without_being_shown(String url) {
        assertThatThrownBy(() -> settings(url).buildLimiter(new Environment("test"), new PrometheusRegistry()))
                .hasMessageContaining("REDIS_URL")
                .hasMessageNotContaining("cret")
                .hasNoCause();
    }

    @Test
    void a_refused_password_is_told_without_being_shown() throws Exception {
        try (var redis = TestRedis.started("--requirepass", "another");
                var logged = new Logged()) {
            var environment = new Environment("test");
            settings("redis://:s3cret@127.0.0.1:" + redis.port()).buildLimiter(environment, new PrometheusRegistry());
            for (var managed : environment.lifecycle().getManagedObjects()) {
                managed.start();
            }

            await().until(() -> logged.messages().stream().anyMatch(message -> message.contains("WRONGPASS")));

            assertThat(logged.messages()).noneMatch(message -> message.contains("s3cret"));
            for (var managed : environment.lifecycle().getManagedObjects()) {
                managed.stop();
            }
        }
    }

    private static RateLimitSettings settings(String redis) {
        return new RateLimitSettings(redis, WhenUnavailable.OPEN, Duration.milliseconds(50));
    }

    /** What is logged at INFO and above, by anyone. */
    private static final class Logged implements AutoCloseable {

        private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final Level before = root.getLevel();
        private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

        Logged() {
            root.setLevel(Level.INFO);
            appender.start();
            root.addAppender(appender);
        }

        List<String> messages() {
            return List.copyOf(appender.list).stream()
                    .map(event -> event.getFormattedMessage() + event.getThrowableProxy())
                    .toList();
        }

        @Override
        public void close() {
            root.detachAppender(appender);
            root.setLevel(before);
        }
    }
}

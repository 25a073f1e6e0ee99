package io.gatehouse.gateway.limit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.Duration;
import io.gatehouse.servicekit.startup.StartupException;
import io.github.bucket4j.TimeMeter;
import io.lettuce.core.RedisURI;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code rateLimits} part of the configuration, which builds the limiter.
 *
 * @param redis where replicas count together, {@code redis://} or {@code rediss://}; it may hold a password, so no
 *     message shows it. Null or empty: each gateway counts for itself
 * @param whenUnavailable what becomes of limited requests while Redis is out of reach
 * @param timeout how long a request waits for Redis
 */
public record RateLimitSettings(
        @JsonProperty @Nullable String redis,
        @JsonProperty @NotNull WhenUnavailable whenUnavailable,
        @JsonProperty @NotNull Duration timeout) {

    private static final Set<String> SCHEMES = Set.of("redis", "rediss");

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    public RateLimiter buildLimiter(Environment environment, PrometheusRegistry metrics) {
        RateLimitStore store = redis == null || redis.isEmpty()
                ? new LocalStore(TimeMeter.SYSTEM_NANOTIME)
                : redisStore(redisUri(redis), environment, metrics);
        return new RateLimiter(store, whenUnavailable, new Refusals(metrics, TimeMeter.SYSTEM_NANOTIME));
    }

    private RateLimitStore redisStore(RedisURI uri, Environment environment, PrometheusRegistry metrics) {
        var reach = new StoreReach(uri.getHost() + ":" + uri.getPort(), whenUnavailable, metrics);
        var lifecycle = environment.lifecycle();
        var link = new RedisLink(
                uri,
                timeout.toJavaDuration(),
                reach,
                lifecycle.scheduledExecutorService("rate-limit-check").build());
        lifecycle.manage(link);
        var continuations = lifecycle
                .executorService("rate-limit-%d")
                .minThreads(CORES)
                .maxThreads(CORES)
                .build();
        return new RedisStore(link, timeout.toJavaDuration(), reach, continuations);
    }

    private static RedisURI redisUri(String text) {
        try {
            URI parsed = new URI(text);
            if (SCHEMES.contains(String.valueOf(parsed.getScheme())) && parsed.getHost() != null) {
                return RedisURI.create(parsed);
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Its message quotes the URL, which may hold a password.
        }
        throw new StartupException("rateLimits.redis (REDIS_URL) is not like redis://user:password@host:6379/0, "
                + "or rediss:// for TLS; percent-encode what a URL can't hold in the password");
    }

    @Override
    public String toString() {
        return "RateLimitSettings[redis=" + (redis == null || redis.isEmpty() ? "none" : "configured")
                + ", whenUnavailable=" + whenUnavailable + ", timeout=" + timeout + ']';
    }
}

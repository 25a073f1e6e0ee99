package io.gatehouse.gateway.revocation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import io.gatehouse.gateway.auth.SessionCheck;
import io.gatehouse.gateway.route.LiveRoutes;
import io.gatehouse.gateway.upstream.Upstreams;
import io.gatehouse.servicekit.startup.StartupException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code revocations} part of the configuration, which sets the gateway listening for sessions that end.
 *
 * @param service the service of the route file that tells; null or empty: nobody, and tokens are good until they expire
 * @param interval how often it is asked, more or less by a quarter
 * @param staleAfter without an answer for so long, what is known counts as stale
 * @param whenStale what becomes of access tokens then
 */
public record RevocationSettings(
        @JsonProperty @Nullable String service,

        @JsonProperty
        @NotNull
        @MinDuration(value = 100, unit = TimeUnit.MILLISECONDS)
        @MaxDuration(value = 3, unit = TimeUnit.SECONDS)
        Duration interval,

        @JsonProperty @NotNull @MinDuration(value = 1, unit = TimeUnit.SECONDS)
        Duration staleAfter,

        @JsonProperty @NotNull WhenStale whenStale) {

    private static final Logger log = LoggerFactory.getLogger(RevocationSettings.class);

    /** Nobody is asked. */
    public static final RevocationSettings OFF =
            new RevocationSettings(null, Duration.seconds(1), Duration.seconds(30), WhenStale.SERVE);

    /**
     * What access tokens are asked about their sessions.
     *
     * @param longestLife how long after its issue a token may still be accepted
     * @throws StartupException when the route file has no such service
     */
    public SessionCheck watch(
            Environment environment,
            LiveRoutes routes,
            Upstreams upstreams,
            java.time.Duration longestLife,
            PrometheusRegistry metrics) {
        if (service == null || service.isEmpty()) {
            log.warn(
                    "Nobody tells which sessions have ended (revocations.service, REVOCATIONS_SERVICE, is empty): tokens"
                            + " are good until they expire, after a logout too");
            FeedHealth.off().register(environment.healthChecks());
            return SessionCheck.NONE;
        }
        if (routes.get().routes().stream()
                .noneMatch(route -> route.service().name().equals(service))) {
            throw new StartupException("revocations.service (REVOCATIONS_SERVICE) is '" + service
                    + "', to which no route of the route file leads. Name a service that tells of revoked sessions, or "
                    + "leave it empty: tokens are then good until they expire.");
        }
        var freshness = new Freshness(staleAfter.toJavaDuration(), System::nanoTime);
        var sessions = new RevokedSessions(longestLife, freshness, whenStale, Clock.systemUTC());
        var poller = new RevocationPoller(
                new RevocationFeed(service, upstreams),
                sessions,
                freshness,
                new FeedMetrics(metrics, sessions, freshness),
                interval.toJavaDuration(),
                environment
                        .lifecycle()
                        .scheduledExecutorService("revocations", true)
                        .threads(1)
                        .build());
        environment.lifecycle().manage(poller);
        FeedHealth.of(freshness, whenStale).register(environment.healthChecks());
        return sessions;
    }
}

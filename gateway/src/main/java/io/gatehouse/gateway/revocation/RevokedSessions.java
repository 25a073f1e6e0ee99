package io.gatehouse.gateway.revocation;

import io.gatehouse.gateway.auth.SessionCheck;
import io.gatehouse.servicekit.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions that have ended, each for as long as a token of it could be good otherwise. What it holds is bounded by
 * how many sessions end within the longest life of a token.
 */
final class RevokedSessions implements SessionCheck {

    /** How far the clocks of the gateway and of who ends sessions may be apart. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private final Map<String, Instant> until = new ConcurrentHashMap<>();
    private final Duration kept;
    private final Freshness freshness;
    private final WhenStale whenStale;
    private final Clock clock;

    /** @param longestLife how long after its issue a token may still be accepted */
    RevokedSessions(Duration longestLife, Freshness freshness, WhenStale whenStale, Clock clock) {
        this.kept = longestLife.plus(CLOCKS_APART);
        this.freshness = freshness;
        this.whenStale = whenStale;
        this.clock = clock;
    }

    @Override
    public boolean isEnded(String sessionId) {
        if (whenStale == WhenStale.REFUSE && (freshness.isStale() || !freshness.isTold())) {
            throw new ProblemException(503, "Whether this token is still good can't be told now. Try again.")
                    .withHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        return until.containsKey(sessionId);
    }

    void add(String sessionId, Instant revokedAt) {
        Instant end = revokedAt.plus(kept);
        if (clock.instant().isBefore(end)) {
            until.put(sessionId, end);
        }
    }

    /** Forgets the sessions of which no token can be good any more. */
    void sweep() {
        Instant now = clock.instant();
        until.values().removeIf(end -> !now.isBefore(end));
    }

    int count() {
        return until.size();
    }
}

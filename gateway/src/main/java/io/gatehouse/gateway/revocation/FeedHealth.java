package io.gatehouse.gateway.revocation;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import java.util.function.Supplier;

/**
 * Two checks of the revocation feed. {@code revocations} holds a new gateway back until it knows which sessions have
 * ended, and no gateway that once did: without the feed all of them would go at once. {@code revocation-feed} tells
 * when what they know is stale.
 */
final class FeedHealth extends HealthCheck {

    private final Supplier<Result> result;

    private FeedHealth(Supplier<Result> result) {
        this.result = result;
    }

    @Override
    protected Result check() {
        return result.get();
    }

    /** The checks by their names. */
    record Pair(HealthCheck first, HealthCheck feed) {
        void register(HealthCheckRegistry checks) {
            checks.register("revocations", first);
            checks.register("revocation-feed", feed);
        }
    }

    static Pair of(Freshness freshness, WhenStale whenStale) {
        return new Pair(
                new FeedHealth(() -> freshness.isTold()
                        ? Result.healthy("the sessions that have ended are known")
                        : Result.unhealthy("the sessions that have ended are not known yet")),
                new FeedHealth(() -> freshness.isStale()
                        ? Result.unhealthy(
                                "no answer for %d s; %s",
                                freshness.age().toSeconds(),
                                whenStale == WhenStale.SERVE
                                        ? "tokens of sessions that have ended since are served"
                                        : "tokens are refused with 503")
                        : Result.healthy()));
    }

    static Pair off() {
        var off = new FeedHealth(() -> Result.healthy("off: tokens are good until they expire"));
        return new Pair(off, off);
    }
}

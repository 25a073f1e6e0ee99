package io.gatehouse.gateway.revocation;

import io.dropwizard.lifecycle.Managed;
import io.gatehouse.gateway.revocation.RevocationFeed.Page;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the feed again and again for what has followed, page after page, and sets out for the next time once it is
 * answered: no thread waits, and no two calls are under way at once.
 */
final class RevocationPoller implements Managed {

    private static final Logger log = LoggerFactory.getLogger(RevocationPoller.class);

    /** So that gateways started together do not ask together. */
    private static final double JITTER = 0.25;

    /** Another instance may answer: what one keeps silent about must be known within seconds. */
    private static final Duration AFTER_FAILURE = Duration.ofMillis(250);

    private final RevocationFeed feed;
    private final RevokedSessions sessions;
    private final Freshness freshness;
    private final FeedMetrics metrics;
    private final Duration interval;
    private final ScheduledExecutorService timer;
    private volatile @Nullable String cursor;
    private volatile boolean failing;

    RevocationPoller(
            RevocationFeed feed,
            RevokedSessions sessions,
            Freshness freshness,
            FeedMetrics metrics,
            Duration interval,
            ScheduledExecutorService timer) {
        this.feed = feed;
        this.sessions = sessions;
        this.freshness = freshness;
        this.metrics = metrics;
        this.interval = interval;
        this.timer = timer;
    }

    @Override
    public void start() {
        after(0);
    }

    private void poll() {
        feed.after(cursor).thenAccept(this::take).exceptionally(failure -> {
            failed(failure);
            return null;
        });
    }

    private void take(Page page) {
        page.revocations().forEach(each -> sessions.add(each.sessionId(), each.revokedAt()));
        cursor = page.cursor();
        if (page.more()) {
            after(0);
            return;
        }
        freshness.renew();
        metrics.polled();
        sessions.sweep();
        if (failing) {
            failing = false;
            log.info("Revocations are told again");
        }
        afterAbout(interval);
    }

    private void failed(Throwable failure) {
        metrics.failed();
        if (!failing) {
            failing = true;
            log.warn("Revocations are not told ({}): sessions that end now go unnoticed", reason(failure));
        }
        afterAbout(interval.compareTo(AFTER_FAILURE) < 0 ? interval : AFTER_FAILURE);
    }

    private void afterAbout(Duration time) {
        double factor = ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER);
        after(Math.round(time.toMillis() * factor));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // poll() ends by itself
    private void after(long millis) {
        try {
            timer.schedule(this::poll, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The gateway stops.
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}

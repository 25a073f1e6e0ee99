package io.gatehouse.users.password;

import io.gatehouse.servicekit.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The few threads that hash passwords, so that a storm of logins takes neither all threads nor all memory from other
 * requests. When too many wait already, the next is answered with 503 at once; so is one whose turn comes too late, for
 * its client may be gone, and the hash would only make the others wait longer.
 */
public final class HashingPool {

    /** Drawn from there to the longest, or those who are turned away together would all come back together. */
    private static final int SHORTEST_RETRY_AFTER_SECONDS = 5;

    static final int LONGEST_RETRY_AFTER_SECONDS = 15;

    static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(2);

    private final Executor executor;
    private final BooleanSupplier isFull;
    private final Runnable turnedAway;
    private final LongSupplier nanoTime;

    /**
     * @param executor runs the work, or throws {@link RejectedExecutionException}
     * @param isFull whether it would reject the next, as far as can be told
     * @param turnedAway takes notice of each who is answered with 503
     */
    HashingPool(Executor executor, BooleanSupplier isFull, Runnable turnedAway, LongSupplier nanoTime) {
        this.executor = executor;
        this.isFull = isFull;
        this.turnedAway = turnedAway;
        this.nanoTime = nanoTime;
    }

    /**
     * Turns away whom {@link #run} would turn away, before anything else is done for them. Somebody else may take the
     * room that there is.
     *
     * @throws ProblemException 503 when too many wait
     */
    public void requireRoom() {
        if (isFull.getAsBoolean()) {
            turnedAway.run();
            throw busy();
        }
    }

    /**
     * Runs work that hashes a password.
     *
     * @return completes with the work's result, or exceptionally with exactly what the work threw
     */
    public <T> CompletionStage<T> run(Callable<T> work) {
        var result = new CompletableFuture<T>();
        Map<String, String> logContext = MDC.getCopyOfContextMap();
        long queued = nanoTime.getAsLong();
        try {
            executor.execute(() -> {
                if (nanoTime.getAsLong() - queued > LONGEST_WAIT) {
                    turnedAway.run();
                    result.completeExceptionally(busy());
                } else {
                    complete(result, work, logContext);
                }
            });
        } catch (RejectedExecutionException e) {
            turnedAway.run();
            result.completeExceptionally(busy());
        }
        return result;
    }

    private static ProblemException busy() {
        int seconds =
                ThreadLocalRandom.current().nextInt(SHORTEST_RETRY_AFTER_SECONDS, LONGEST_RETRY_AFTER_SECONDS + 1);
        return new ProblemException(503, "Service is unavailable.")
                .withHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    }

    private static <T> void complete(
            CompletableFuture<T> result, Callable<T> work, @Nullable Map<String, String> logContext) {
        MDC.setContextMap(logContext == null ? Map.of() : logContext);
        try {
            result.complete(work.call());
        } catch (Throwable e) {
            result.completeExceptionally(e);
        } finally {
            MDC.clear();
        }
    }
}

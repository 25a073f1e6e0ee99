package io.gatehouse.users.password;

import io.gatehouse.servicekit.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The few threads that hash passwords, so that a storm of logins takes neither all threads nor all memory from other
 * requests. When too many wait already, the next is answered with 503 at once.
 */
public final class HashingPool {

    private static final int RETRY_AFTER_SECONDS = 1;

    private final Executor executor;

    HashingPool(Executor executor) {
        this.executor = executor;
    }

    /**
     * Runs work that hashes a password.
     *
     * @return completes with the work's result, or exceptionally with exactly what the work threw
     */
    public <T> CompletionStage<T> run(Callable<T> work) {
        var result = new CompletableFuture<T>();
        Map<String, String> logContext = MDC.getCopyOfContextMap();
        try {
            executor.execute(() -> complete(result, work, logContext));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new ProblemException(503, "Service is unavailable.")
                    .withHeader(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER_SECONDS)));
        }
        return result;
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

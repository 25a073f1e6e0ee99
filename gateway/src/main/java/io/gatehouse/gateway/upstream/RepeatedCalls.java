package io.gatehouse.gateway.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets one address again and again until its time is up, two calls at the same time. */
public final class RepeatedCalls {

    private static final Logger log = LoggerFactory.getLogger(RepeatedCalls.class);

    private static final int LEAST_CALLS = 20;
    private static final int CALLS_OF_A_CALLER = 16;

    /** At the same time. Few, so that the compiler has the processors. */
    private static final int CALLERS = 2;

    private final HttpClient http;
    private final Duration atLeast;

    /** @param atLeast how long they go on; twenty calls are made in any case */
    public RepeatedCalls(HttpClient http, Duration atLeast) {
        this.http = http;
        this.atLeast = atLeast;
    }

    /**
     * Begins. The first call that gets no answer is logged, and is the last of its line.
     *
     * @param identities header fields by name, another set for each sixteen calls
     * @return completes with the number of calls that got a 200
     */
    public CompletionStage<Integer> to(URI target, Supplier<Map<String, String>> identities) {
        var run = new Run(target, identities, System.nanoTime() + atLeast.toNanos());
        for (int caller = 0; caller < CALLERS; caller++) {
            run.call(1, identities.get());
        }
        return run.good;
    }

    private final class Run {

        final CompletableFuture<Integer> good = new CompletableFuture<>();
        private final AtomicInteger succeeded = new AtomicInteger();
        private final AtomicInteger calling = new AtomicInteger(CALLERS);
        private final URI target;
        private final Supplier<Map<String, String>> identities;
        private final long end;

        Run(URI target, Supplier<Map<String, String>> identities, long end) {
            this.target = target;
            this.identities = identities;
            this.end = end;
        }

        void call(int number, Map<String, String> identity) {
            // The tag brings a pool of its own: what is called may call through the same client, with few connections.
            Request request = http.newRequest(target).tag(RepeatedCalls.class).timeout(10, TimeUnit.SECONDS);
            request.headers(headers -> identity.forEach(headers::put));
            request.send(result -> ended(result, number, identity));
        }

        private void ended(Result result, int number, Map<String, String> identity) {
            if (result.isFailed()) {
                log.warn("Cannot warm up with {}: the first requests may be slow", target, result.getFailure());
            } else if (result.getResponse().getStatus() == HttpStatus.OK_200) {
                succeeded.incrementAndGet();
            }
            if (result.isSucceeded() && (number < LEAST_CALLS / CALLERS || System.nanoTime() < end)) {
                call(number + 1, number % CALLS_OF_A_CALLER == 0 ? identities.get() : identity);
            } else if (calling.decrementAndGet() == 0) {
                good.complete(succeeded.get());
            }
        }
    }
}

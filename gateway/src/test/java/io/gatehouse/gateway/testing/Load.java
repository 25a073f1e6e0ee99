package io.gatehouse.gateway.testing;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Clients that send one request after the other, each as soon as its last one is answered. */
public final class Load {

    /** How a request went; status 0 is none at all. */
    public record Outcome(int status, Duration took) {}

    private final List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());
    private final List<CompletableFuture<Void>> clients = new ArrayList<>();

    private Load() {}

    /** Starts so many clients, who go on until there is no more reason to. */
    public static Load start(int clients, HttpRequest request, BooleanSupplier goesOn) {
        var load = new Load();
        for (int i = 0; i < clients; i++) {
            load.clients.add(load.next(request, goesOn));
        }
        return load;
    }

    /** Sends so many requests, from so many clients at once. */
    public static List<Outcome> of(int requests, int clients, HttpRequest request) {
        var left = new java.util.concurrent.atomic.AtomicInteger(requests);
        return start(clients, request, () -> left.getAndDecrement() > 0).outcomes();
    }

    /** All outcomes, once the clients have ended. */
    public List<Outcome> outcomes() {
        clients.forEach(CompletableFuture::join);
        return List.copyOf(outcomes);
    }

    public static Duration percentile(List<Outcome> outcomes, int percent) {
        List<Duration> sorted = outcomes.stream().map(Outcome::took).sorted().toList();
        return sorted.get((sorted.size() - 1) * percent / 100);
    }

    private CompletableFuture<Void> next(HttpRequest request, BooleanSupplier goesOn) {
        if (!goesOn.getAsBoolean()) {
            return CompletableFuture.completedFuture(null);
        }
        long start = System.nanoTime();
        return TestGateway.HTTP
                .sendAsync(request, BodyHandlers.discarding())
                .handle((answer, failure) -> {
                    outcomes.add(new Outcome(status(answer), Duration.ofNanos(System.nanoTime() - start)));
                    return answer;
                })
                .thenComposeAsync(answer -> next(request, goesOn));
    }

    private static int status(HttpResponse<Void> answer) {
        return answer == null ? 0 : answer.statusCode();
    }
}

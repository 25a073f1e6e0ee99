package io.gatehouse.servicekit.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Stops a service while clients use it as they would behind a load balancer: connections are kept alive and used until
 * an answer ends them, and none is opened any more once the service has been seen not to be ready.
 */
public final class StopUnderLoad {

    private static final int CLIENTS = 32;

    private final ServiceProcess service;
    private final String request;
    private final Predicate<KeepAliveClient.Answer> right;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger lastAnswers = new AtomicInteger();
    private volatile boolean outOfRotation;

    /**
     * @param request bytes to send, again and again
     * @param right whether an answer to it is as it should be
     */
    public StopUnderLoad(ServiceProcess service, String request, Predicate<KeepAliveClient.Answer> right) {
        this.service = service;
        this.request = request;
        this.right = right;
    }

    /** Loads the service, stops it, and returns when all clients have ended; empty when every request was answered. */
    public List<String> run(Duration load, Duration exitLimit) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            threads.add(new Thread(this::client, "client-" + i));
        }
        threads.add(new Thread(this::watch, "load-balancer"));
        threads.forEach(Thread::start);
        Thread.sleep(load.toMillis());
        int before = answers.get();
        service.terminate();
        boolean ended = service.endsWithin(exitLimit);
        for (Thread thread : threads) {
            thread.join();
        }
        List<String> all = new ArrayList<>(failures);
        if (!ended) {
            all.add("still runs after " + exitLimit);
        }
        if (before < CLIENTS || answers.get() == before) {
            all.add("no load: " + before + " answers before the stop, " + answers + " in all");
        }
        if (lastAnswers.get() == 0) {
            all.add("no answer ended its connection");
        }
        return all;
    }

    public int answers() {
        return answers.get();
    }

    private void client() {
        try (var client = new KeepAliveClient(URI.create(service.url()).getPort())) {
            while (client.isConnected() || !outOfRotation) {
                if (!client.isConnected()) {
                    client.connect();
                }
                var answer = client.exchange(request);
                answers.incrementAndGet();
                if (answer.closes()) {
                    lastAnswers.incrementAndGet();
                }
                if (!right.test(answer)) {
                    failures.add("wrong: " + answer);
                }
            }
        } catch (IOException e) {
            failures.add(e + " when " + (outOfRotation ? "out of rotation" : "in rotation"));
        }
    }

    private void watch() {
        HttpClient client = HttpClient.newHttpClient();
        var probe = HttpRequest.newBuilder(URI.create(service.adminUrl() + "/ready"))
                .build();
        try {
            while (client.send(probe, BodyHandlers.discarding()).statusCode() == 200) {
                Thread.sleep(50);
            }
        } catch (IOException e) {
            failures.add("/ready ended without having said no: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        outOfRotation = true;
    }
}

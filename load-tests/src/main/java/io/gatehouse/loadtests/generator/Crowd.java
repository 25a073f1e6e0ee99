package io.gatehouse.loadtests.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Clients that never give up: each sends its request again as soon as it is answered, or, where the answer asks for it
 * by {@code Retry-After}, so much later. All of them in one thread beside that of whoever measures something else.
 */
public final class Crowd implements AutoCloseable {

    private static final long LOOK_MILLIS = 5;
    private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toNanos(1);
    private static final long HASTY_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    /** A client, and when it sends next. */
    private record Client(int number, Line line, long due) {}

    private final Selector selector;
    private final List<byte[]> requests;
    private final List<Line> lines = new ArrayList<>();
    private final Queue<Client> waiting = new PriorityQueue<>(Comparator.comparingLong(Client::due));
    private final Map<Line, Client> underWay = new HashMap<>();
    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final long startedAt = System.nanoTime();
    private final long longestPause;
    private volatile boolean leaving;

    private Crowd(Selector selector, List<byte[]> requests, long longestPause) {
        this.selector = selector;
        this.requests = List.copyOf(requests);
        this.longestPause = longestPause;
    }

    /**
     * Begins.
     *
     * @param requests whole, as they go over the wire; one for each client
     */
    public static Crowd gather(URI target, List<byte[]> requests) {
        return gather(target, requests, LONGEST_PAUSE);
    }

    /** The same of clients who come back at once or soon, whatever the answer asks for: to warm up what turns them away. */
    public static Crowd gatherHasty(URI target, List<byte[]> requests) {
        return gather(target, requests, HASTY_PAUSE);
    }

    private static Crowd gather(URI target, List<byte[]> requests, long longestPause) {
        try {
            var crowd = new Crowd(Selector.open(), requests, longestPause);
            var address = new InetSocketAddress(target.getHost(), target.getPort());
            for (int number = 0; number < requests.size(); number++) {
                Line line = Line.open(address, crowd.selector);
                crowd.lines.add(line);
                crowd.waiting.add(new Client(number, line, crowd.startedAt));
            }
            var thread = new Thread(crowd::run, "crowd");
            thread.setDaemon(true);
            thread.start();
            return crowd;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to " + target, e);
        }
    }

    private void run() {
        try {
            while (!leaving || !underWay.isEmpty()) {
                send();
                receive();
            }
            end.complete(null);
        } catch (IOException | RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    private void send() throws IOException {
        long now = System.nanoTime();
        for (Client next = waiting.peek(); next != null && next.due() <= now && !leaving; next = waiting.peek()) {
            waiting.remove();
            next.line().send(requests.get(next.number()));
            underWay.put(next.line(), next);
        }
    }

    private void receive() throws IOException {
        selector.select(LOOK_MILLIS);
        for (SelectionKey key : selector.selectedKeys()) {
            Line line = (Line) key.attachment();
            int status = line.receive();
            Client client = status == Answers.INCOMPLETE ? null : underWay.remove(line);
            if (client != null) {
                answers.merge(status, 1, Integer::sum);
                long pause = Math.min(TimeUnit.SECONDS.toNanos(line.retryAfter()), longestPause);
                waiting.add(new Client(client.number(), line, System.nanoTime() + pause));
            }
        }
        selector.selectedKeys().clear();
    }

    /**
     * Sends no more, and waits for the last answers.
     *
     * @return how many answers a second there were of each status
     */
    public Map<Integer, Double> leave() {
        leaving = true;
        end.join();
        double seconds = Duration.ofNanos(System.nanoTime() - startedAt).toMillis() / 1e3;
        Map<Integer, Double> rates = new TreeMap<>();
        answers.forEach((status, count) -> rates.put(status, count / seconds));
        return rates;
    }

    @Override
    public void close() {
        leaving = true;
        lines.forEach(Line::close);
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

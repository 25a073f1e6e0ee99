package io.gatehouse.loadtests.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Sends prepared requests over kept-alive HTTP/1.1 connections, from one thread that never waits for any one of them.
 * Ready-made generators cost as much as a proxy does, or know one request only; here each caller has a token of his own.
 */
public final class LoadGenerator implements AutoCloseable {

    private static final int HTTP_OK = 200;
    private static final long LOOK_MILLIS = 1;

    /** New connections a step; then whoever accepts them gets time to. */
    private static final int CONNECT_STEP = 250;

    private static final long CONNECT_PAUSE_MILLIS = 20;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final InetSocketAddress address;
    private final Selector selector;
    private final List<byte[]> requests;
    private final List<Line> lines = new ArrayList<>();
    private final Deque<Line> idle = new ArrayDeque<>();
    private final Duration patience;
    private int turn;

    /**
     * Opens the connections.
     *
     * @param requests whole, as they go over the wire; sent in turn
     */
    public LoadGenerator(URI target, List<byte[]> requests, int connections) {
        this(target, requests, connections, PATIENCE);
    }

    /** @param patience how long the last answers may take */
    LoadGenerator(URI target, List<byte[]> requests, int connections, Duration patience) {
        this.patience = patience;
        this.address = new InetSocketAddress(target.getHost(), target.getPort());
        this.requests = List.copyOf(requests);
        try {
            selector = Selector.open();
            for (int i = 0; i < connections; i++) {
                open();
                if (i % CONNECT_STEP == CONNECT_STEP - 1) {
                    Thread.sleep(CONNECT_PAUSE_MILLIS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to " + target, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A closed loop: each connection sends its next request when the last one is answered. */
    public Sample closed(Duration duration) {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        var latencies = new Latencies();
        try {
            while (System.nanoTime() < end) {
                sendOnIdle(Integer.MAX_VALUE, latencies);
                receive(latencies);
            }
            Sample sample = latencies.over(Duration.ofNanos(System.nanoTime() - start));
            drain(new Latencies());
            return sample;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An open loop: so many requests a second, however long answers take. There must be connections enough that one is
     * always idle, or the loop closes; {@link Sample} would not tell.
     */
    public Sample open(int perSecond, Duration duration) {
        long start = System.nanoTime();
        var latencies = new Latencies();
        long due = 0;
        try {
            for (long now = 0; now < duration.toNanos(); now = System.nanoTime() - start) {
                long wanted = now * perSecond / 1_000_000_000L - due;
                due += sendOnIdle((int) wanted, latencies);
                receive(latencies);
            }
            drain(latencies);
            return latencies.over(Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One request on every connection, all at once, until all are answered. */
    public Sample burst() {
        long start = System.nanoTime();
        var latencies = new Latencies();
        try {
            sendOnIdle(Integer.MAX_VALUE, latencies);
            drain(latencies);
            return latencies.over(Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A closed loop with a request under way on every connection. They begin evenly over a time, so that answers don't
     * come all together, and are counted from the first on.
     */
    public Sample sustained(Duration ramp, Duration duration) {
        long start = System.nanoTime();
        var latencies = new Latencies();
        try {
            for (long now = 0; now < duration.toNanos(); now = System.nanoTime() - start) {
                double begun = Math.min(1, (double) now / ramp.toNanos());
                int underWay = lines.size() - idle.size();
                sendOnIdle((int) (lines.size() * begun) - underWay, latencies);
                receive(latencies);
            }
            drain(latencies);
            return latencies.over(Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int sendOnIdle(int most, Latencies latencies) throws IOException {
        int sent = 0;
        for (; sent < most && !idle.isEmpty(); sent++) {
            Line line = idle.removeFirst();
            try {
                line.send(requests.get(turn++ % requests.size()));
            } catch (IOException e) {
                replace(line, latencies);
            }
        }
        return sent;
    }

    private void receive(Latencies latencies) throws IOException {
        selector.select(LOOK_MILLIS);
        long now = System.nanoTime();
        for (SelectionKey key : selector.selectedKeys()) {
            Line line = (Line) key.attachment();
            try {
                int status = line.receive();
                if (status == HTTP_OK) {
                    latencies.success(now - line.sentAt());
                } else if (status != Answers.INCOMPLETE) {
                    latencies.failure();
                }
                if (status != Answers.INCOMPLETE) {
                    idle.addLast(line);
                }
            } catch (IOException e) {
                replace(line, latencies);
            }
        }
        selector.selectedKeys().clear();
    }

    private void drain(Latencies latencies) throws IOException {
        long start = System.nanoTime();
        while (idle.size() < lines.size()) {
            receive(latencies);
            if (System.nanoTime() - start > patience.toNanos()) {
                int unanswered = lines.size() - idle.size();
                throw new IllegalStateException(
                        unanswered + " of " + lines.size() + " requests are not answered after " + patience);
            }
        }
    }

    private void replace(Line broken, Latencies latencies) throws IOException {
        if (!idle.remove(broken)) { // an idle one may be closed whenever its server likes
            latencies.failure();
        }
        broken.close();
        lines.remove(broken);
        open();
    }

    private void open() throws IOException {
        Line line = Line.open(address, selector);
        lines.add(line);
        idle.addLast(line);
    }

    @Override
    public void close() {
        lines.forEach(Line::close);
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

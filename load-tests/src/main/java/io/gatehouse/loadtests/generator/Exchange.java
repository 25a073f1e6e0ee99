package io.gatehouse.loadtests.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.Selector;

/** One request after the other on a connection of its own, for whoever wants to know of each how long it took. */
public final class Exchange implements AutoCloseable {

    private final Selector selector;
    private final Line line;
    private long tookNanos;

    private Exchange(Selector selector, Line line) {
        this.selector = selector;
        this.line = line;
    }

    /** Opens the connection. */
    public static Exchange with(URI target) {
        try {
            Selector selector = Selector.open();
            return new Exchange(
                    selector, Line.open(new InetSocketAddress(target.getHost(), target.getPort()), selector));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to " + target, e);
        }
    }

    /** Sends a whole request and returns the status of its answer. */
    public int send(byte[] request) {
        try {
            line.send(request);
            int status = Answers.INCOMPLETE;
            while (status == Answers.INCOMPLETE) {
                selector.select();
                selector.selectedKeys().clear();
                status = line.receive();
            }
            tookNanos = System.nanoTime() - line.sentAt();
            return status;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the request's first byte to the answer's last one. */
    public long tookNanos() {
        return tookNanos;
    }

    @Override
    public void close() {
        line.close();
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

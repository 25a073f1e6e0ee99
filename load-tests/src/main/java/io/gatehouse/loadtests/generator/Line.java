package io.gatehouse.loadtests.generator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One kept-alive connection, on which one request at a time is under way. */
final class Line {

    private static final int ROOM = 8 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocate(ROOM);
    private long sentAt;

    private Line(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects, which may wait. */
    static Line open(InetSocketAddress address, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        var line = new Line(channel);
        channel.register(selector, SelectionKey.OP_READ, line);
        return line;
    }

    void send(byte[] request) throws IOException {
        received.clear();
        ByteBuffer bytes = ByteBuffer.wrap(request);
        sentAt = System.nanoTime();
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("a request of " + request.length + " bytes does not fit the socket's buffer");
        }
    }

    /** The status of the answer, or {@link Answers#INCOMPLETE}. */
    int receive() throws IOException {
        if (channel.read(received) < 0) {
            throw new IOException("the connection was closed");
        }
        return Answers.status(received);
    }

    /** The seconds that the last answer wants its client to wait. */
    int retryAfter() {
        return Answers.retryAfter(received);
    }

    long sentAt() {
        return sentAt;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}

package io.gatehouse.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An upstream that keeps every byte it is sent, understanding none of them, and answers each head of a request with the
 * same bytes. What a parser would tidy up before a test sees it, this one shows.
 */
public final class RecordingUpstream implements AutoCloseable {

    private static final String HEAD_END = "\r\n\r\n";

    private final ServerSocket listener;
    private final byte[] answer;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    /** @param answer what each request is answered with, in ISO-8859-1 */
    public RecordingUpstream(String answer) {
        this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
        try {
            listener = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("recording-upstream", this::accept);
    }

    public static RecordingUpstream json(String body) {
        return new RecordingUpstream("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + HEAD_END + body);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** All bytes that came, over all connections, one character a byte. */
    public String bytes() {
        synchronized (received) {
            return received.toString(StandardCharsets.ISO_8859_1);
        }
    }

    public void forget() {
        synchronized (received) {
            received.reset();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                start("recording-upstream-connection", () -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the end of the test.
        }
    }

    private void serve(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            var tail = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                synchronized (received) {
                    received.write(next);
                }
                tail.append((char) next);
                tail.delete(0, Math.max(0, tail.length() - HEAD_END.length()));
                if (HEAD_END.contentEquals(tail)) {
                    socket.getOutputStream().write(answer);
                    socket.getOutputStream().flush();
                }
            }
        } catch (IOException e) {
            // The gateway hung up.
        }
    }

    private static void start(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}

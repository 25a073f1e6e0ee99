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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An upstream that keeps every byte it is sent, understanding none of them, and answers each request with the same
 * bytes. What a parser would tidy up before a test sees it, this one shows.
 */
public final class RecordingUpstream implements AutoCloseable {

    private static final String HEAD_END = "\r\n\r\n";

    private static final Pattern CONTENT_LENGTH = Pattern.compile("\r\nContent-Length: (\\d{1,8})\r\n");

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
            var head = new StringBuilder();
            var tail = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                record(new byte[] {(byte) next});
                tail.append((char) next);
                tail.delete(0, Math.max(0, tail.length() - HEAD_END.length()));
                head.append((char) next);
                if (HEAD_END.contentEquals(tail)) {
                    record(in.readNBytes(contentLength(head)));
                    head.setLength(0);
                    socket.getOutputStream().write(answer);
                    socket.getOutputStream().flush();
                }
            }
        } catch (IOException e) {
            // The gateway hung up.
        }
    }

    private void record(byte[] bytes) {
        synchronized (received) {
            received.writeBytes(bytes);
        }
    }

    /** How many bytes follow a head, as far as it says so in the plainest way. */
    private static int contentLength(CharSequence head) {
        Matcher length = CONTENT_LENGTH.matcher(head);
        return length.find() ? Integer.parseInt(length.group(1)) : 0;
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

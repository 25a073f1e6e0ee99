package io.gatehouse.servicekit.testing;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One HTTP/1.1 connection after another, each used until the server says {@code Connection: close}; no retries. */
public final class KeepAliveClient implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: (\\d+)\r\n");

    /** An answer as far as it came; {@code closes} when the server ends the connection with it. */
    public record Answer(int status, String body, boolean closes) {}

    private final int port;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();

    public KeepAliveClient(int port) {
        this.port = port;
        disconnect();
    }

    public boolean isConnected() {
        return !socket.isClosed();
    }

    public void connect() throws IOException {
        socket = new Socket();
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends the bytes of a request and reads its answer, which must have a Content-Length. */
    public Answer exchange(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String head = head().toLowerCase(Locale.ROOT);
        Matcher length = LENGTH.matcher(head);
        if (!length.find()) {
            throw new SocketException("no Content-Length in " + head);
        }
        byte[] body = in.readNBytes(Integer.parseInt(length.group(1)));
        if (body.length < Integer.parseInt(length.group(1))) {
            throw new EOFException("half an answer");
        }
        boolean closes = head.contains("\r\nconnection: close\r\n");
        if (closes) {
            disconnect();
        }
        return new Answer(Integer.parseInt(head.substring(9, 12)), new String(body, StandardCharsets.UTF_8), closes);
    }

    private String head() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended after " + head.length() + " bytes of an answer");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private void disconnect() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        disconnect();
    }
}

package io.gatehouse.gateway.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An upstream that misbehaves: sends given bytes to whoever connects and then falls silent, or hangs up. */
public final class RawUpstream implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /**
     * @param bytes what it sends, perhaps nothing
     * @param hangUp whether it closes the connection afterwards
     */
    public RawUpstream(String bytes, boolean hangUp) {
        try {
            listener = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var acceptor = new Thread(() -> accept(bytes, hangUp), "raw-upstream");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept(String bytes, boolean hangUp) {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                socket.getInputStream().read(new byte[1]);
                OutputStream out = socket.getOutputStream();
                out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                if (hangUp) {
                    socket.close();
                }
            }
        } catch (IOException e) {
            // Closed: the end of the test.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}

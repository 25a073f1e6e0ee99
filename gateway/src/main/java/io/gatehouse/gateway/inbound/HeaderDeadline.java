package io.gatehouse.gateway.inbound;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Cuts connections on which a request's headers take too long. Jetty's idle timeout starts anew with each byte, so that
 * a client which sends one now and then would keep its connection for ever. Looks at all connections a few times per
 * deadline: a timer for each request would cost those who do nothing wrong.
 */
final class HeaderDeadline extends AbstractLifeCycle implements Connection.Listener {

    private static final int LOOKS = 4;

    private final Map<Connection, Progress> connections = new ConcurrentHashMap<>();
    private final Duration deadline;
    private final Scheduler scheduler;

    /** @param deadline from the first byte of a request to the end of its headers; exceeded by a quarter at most */
    HeaderDeadline(Duration deadline, Scheduler scheduler) {
        this.deadline = deadline;
        this.scheduler = scheduler;
    }

    @Override
    public void onOpened(Connection connection) {
        // Only HTTP/1 has one request after another; TLS is a connection of its own beneath.
        if (connection instanceof ConnectionMetaData http
                && http.getHttpVersion().getVersion() <= HttpVersion.HTTP_1_1.getVersion()) {
            connections.put(connection, new Progress());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    @Override
    protected void doStart() {
        lookLater();
    }

    private void lookLater() {
        scheduler.schedule(this::look, deadline.toMillis() / LOOKS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (isRunning()) {
            long now = System.nanoTime();
            connections.forEach((connection, progress) -> {
                if (progress.waitsFor(connection, now) > deadline.toNanos()) {
                    connection.getEndPoint().close(new TimeoutException("no headers within " + deadline));
                }
            });
            lookLater();
        }
    }

    /** What a connection had received when its last request ended, and since when more has come. Used by one thread. */
    private static final class Progress {

        private long requests;
        private long bytes;
        private long since;
        private boolean begun;

        /** Nanoseconds since the headers of the next request began, 0 before. */
        long waitsFor(Connection connection, long now) {
            long received = connection.getMessagesIn();
            if (received != requests || received != connection.getMessagesOut()) {
                requests = received;
                bytes = connection.getBytesIn();
                begun = false;
            } else if (!begun && connection.getBytesIn() > bytes) {
                begun = true;
                since = now;
            }
            return begun ? now - since : 0;
        }
    }
}

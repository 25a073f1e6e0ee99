package io.gatehouse.gateway.inbound;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way to the client, under a deadline for all of it: an idle timeout alone is met by a client that
 * takes a byte now and then.
 */
final class Sending extends Callback.Nested {

    private static final Scheduler.Task OVER = () -> false;

    private final Scheduler scheduler;
    private final Connection connection;
    private final AtomicReference<Scheduler.@Nullable Task> cut = new AtomicReference<>();

    /** Made while the request lasts, for it may be over, and another under way, when the deadline is set. */
    Sending(Callback callback, Request request) {
        super(callback);
        this.scheduler = request.getComponents().getScheduler();
        this.connection = request.getConnectionMetaData().getConnection();
    }

    /** Nearly every answer has left by now, and needs no timer. */
    void endBy(Duration deadline) {
        if (cut.get() == OVER) {
            return;
        }
        Scheduler.Task task = scheduler.schedule(() -> cut(deadline), deadline.toMillis(), TimeUnit.MILLISECONDS);
        if (!cut.compareAndSet(null, task)) {
            task.cancel();
        }
    }

    private void cut(Duration deadline) {
        if (cut.get() != OVER) {
            connection
                    .getEndPoint()
                    .close(new TimeoutException("the client did not take its answer within " + deadline));
        }
    }

    @Override
    public void completed() {
        Scheduler.Task task = cut.getAndSet(OVER);
        if (task != null) {
            task.cancel();
        }
    }
}

package io.gatehouse.gateway.inbound;

import io.gatehouse.gateway.upstream.BufferBudget;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Collects one body as it arrives. Memory is taken for what has come, not for what was announced, or a few clients that
 * announce much and send nothing would use up the budget.
 */
final class BodyReader implements Runnable {

    private static final byte[] NOTHING = {};

    private final Request request;
    private final int limit;
    private final Promise<byte[]> arrival;
    private final BufferBudget.Share memory;
    private byte[] body = NOTHING;
    private int length;
    private Scheduler.@Nullable Task cut;

    /**
     * @param limit the bytes past which the arrival fails with 413
     * @param arrival told once, of the body or of why it did not come: HttpException, TimeoutException or what Jetty says
     */
    BodyReader(Request request, int limit, Promise<byte[]> arrival) {
        this.request = request;
        this.limit = limit;
        this.arrival = arrival;
        this.memory = RequestMemory.of(request);
    }

    /** Nearly every body has come with its headers, and needs no timer. */
    void readBy(Duration deadline) {
        if (!isOver()) {
            cut = request.getComponents()
                    .getScheduler()
                    .schedule(
                            () -> request.fail(new TimeoutException("no body within " + deadline)),
                            deadline.toMillis(),
                            TimeUnit.MILLISECONDS);
            request.demand(this);
        }
    }

    @Override
    public void run() {
        if (!isOver()) {
            request.demand(this);
        }
    }

    /** Reads what is there; false when the rest is still to come. */
    private boolean isOver() {
        for (Content.Chunk chunk = request.read(); chunk != null; chunk = request.read()) {
            if (Content.Chunk.isFailure(chunk)) {
                return fail(chunk.getFailure());
            }
            int refusal = hold(chunk.getByteBuffer());
            chunk.release();
            if (refusal != 0) {
                return fail(new HttpException.RuntimeException(refusal));
            } else if (chunk.isLast()) {
                stopTimer();
                arrival.succeeded(length == body.length ? body : Arrays.copyOf(body, length));
                return true;
            }
        }
        return false;
    }

    /** The status to refuse the body with, or 0. */
    private int hold(ByteBuffer content) {
        int needed = length + content.remaining();
        if (needed > limit) {
            return HttpStatus.PAYLOAD_TOO_LARGE_413;
        } else if (needed > body.length) {
            int size = Math.min(Math.max(needed, 2 * body.length), limit);
            if (!memory.take(size - body.length)) {
                return HttpStatus.SERVICE_UNAVAILABLE_503;
            }
            body = Arrays.copyOf(body, size);
        }
        content.get(body, length, needed - length);
        length = needed;
        return 0;
    }

    private boolean fail(Throwable failure) {
        stopTimer();
        arrival.failed(failure);
        return true;
    }

    private void stopTimer() {
        if (cut != null) {
            cut.cancel();
        }
    }
}

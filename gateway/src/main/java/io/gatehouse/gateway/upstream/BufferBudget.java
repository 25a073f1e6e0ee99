package io.gatehouse.gateway.upstream;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of bodies that the gateway may hold in memory, of all requests together. */
public final class BufferBudget {

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    /** @param limit in bytes */
    public BufferBudget(long limit) {
        this.limit = limit;
    }

    /** The bytes held now. */
    public long taken() {
        return taken.get();
    }

    /** One request's share, empty at first. To be closed when the answer's last byte is written. */
    public Share open() {
        return new Share();
    }

    /** What one request holds. Taken from and closed by any thread; once closed it gives nothing more. */
    public final class Share implements AutoCloseable {

        private long held;
        private boolean closed;

        private Share() {}

        /** Takes more bytes, or none and returns false when the budget has too few left or the request has ended. */
        public synchronized boolean take(long bytes) {
            if (closed) {
                return false;
            } else if (taken.addAndGet(bytes) > limit) {
                taken.addAndGet(-bytes);
                return false;
            }
            held += bytes;
            return true;
        }

        @Override
        public synchronized void close() {
            closed = true;
            taken.addAndGet(-held);
            held = 0;
        }
    }
}

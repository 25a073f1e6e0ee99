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

    /** One request's share, empty at first. To be closed when the request is answered. */
    public Share open() {
        return new Share();
    }

    /** What one request holds. Taken from by one thread at a time; closed once, by any. */
    public final class Share implements AutoCloseable {

        private final AtomicLong held = new AtomicLong();

        private Share() {}

        /** Takes more bytes, or none and returns false when the budget has too few left. */
        public boolean take(long bytes) {
            if (taken.addAndGet(bytes) > limit) {
                taken.addAndGet(-bytes);
                return false;
            }
            held.addAndGet(bytes);
            return true;
        }

        @Override
        public void close() {
            taken.addAndGet(-held.getAndSet(0));
        }
    }
}

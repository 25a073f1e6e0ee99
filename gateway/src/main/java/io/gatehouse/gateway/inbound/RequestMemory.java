package io.gatehouse.gateway.inbound;

import io.gatehouse.gateway.upstream.BufferBudget;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Gives each request its share of the buffer budget, and gives the share back when the last byte of the answer has been
 * written or the connection has failed: until then the bytes are in memory, whoever has finished with them.
 */
public final class RequestMemory extends Handler.Wrapper {

    /** The name of the request attribute that holds the {@link BufferBudget.Share}. */
    public static final String ATTRIBUTE = RequestMemory.class.getName();

    private final BufferBudget budget;

    RequestMemory(BufferBudget budget) {
        this.budget = budget;
    }

    static BufferBudget.Share of(Request request) {
        return (BufferBudget.Share) request.getAttribute(ATTRIBUTE);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        BufferBudget.Share share = budget.open();
        request.setAttribute(ATTRIBUTE, share);
        boolean handled = false;
        try {
            handled = super.handle(request, response, new Returning(callback, share));
            return handled;
        } finally {
            if (!handled) {
                share.close();
            }
        }
    }

    private static final class Returning extends Callback.Nested {

        private final BufferBudget.Share share;

        Returning(Callback callback, BufferBudget.Share share) {
            super(callback);
            this.share = share;
        }

        @Override
        public void completed() {
            share.close();
        }
    }
}

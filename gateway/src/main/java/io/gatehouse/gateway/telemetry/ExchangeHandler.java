package io.gatehouse.gateway.telemetry;

import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Opens an {@link Exchange} for each client's request, before anything else looks at it. */
final class ExchangeHandler extends Handler.Wrapper {

    private final @Nullable Tracing tracing;
    private final LongAdder inFlight = new LongAdder();

    ExchangeHandler(@Nullable Tracing tracing) {
        this.tracing = tracing;
    }

    /** The requests that are not answered to the end. */
    double inFlight() {
        return inFlight.doubleValue();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (Telemetry.isAdministrative(request)) {
            return super.handle(request, response, callback);
        }
        if (request.getAttribute(Exchange.UNTOLD) != null) {
            request.setAttribute(Exchange.ATTRIBUTE, Exchange.own());
            return super.handle(request, response, callback);
        }
        Exchange exchange = open(request);
        request.setAttribute(Exchange.ATTRIBUTE, exchange);
        inFlight.increment();
        boolean handled = false;
        try {
            handled = super.handle(request, response, new End(callback, exchange));
            return handled;
        } finally {
            if (!handled) {
                inFlight.decrement();
            }
        }
    }

    private Exchange open(Request request) {
        TraceContext received = TraceContext.read(request.getHeaders());
        if (tracing != null) {
            RequestSpan span = tracing.begin(request, received);
            return new Exchange(span.context(), span);
        }
        return new Exchange(received == null ? TraceContext.make() : received, null);
    }

    private final class End extends Callback.Nested {

        private final Exchange exchange;

        End(Callback callback, Exchange exchange) {
            super(callback);
            this.exchange = exchange;
        }

        @Override
        public void succeeded() {
            inFlight.decrement();
            super.succeeded();
        }

        @Override
        public void failed(Throwable cause) {
            inFlight.decrement();
            exchange.undelivered(cause);
            super.failed(cause);
        }
    }
}

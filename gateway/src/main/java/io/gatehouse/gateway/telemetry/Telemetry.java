package io.gatehouse.gateway.telemetry;

import io.dropwizard.core.setup.Environment;
import io.gatehouse.gateway.route.LiveRoutes;
import io.gatehouse.servicekit.ServiceKit;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/** Tells of each client's request when it has ended: in metrics, in the access log, in a trace. */
public final class Telemetry implements RequestLog {

    private final RequestMetrics requests;

    private Telemetry(RequestMetrics requests) {
        this.requests = requests;
    }

    /**
     * Watches all requests on the port for clients. To be installed after what else handles them, so as to stand first.
     *
     * @param tracing where spans go, or null for nowhere
     */
    public static void install(
            Environment environment, LiveRoutes routes, PrometheusRegistry registry, @Nullable Tracing tracing) {
        var requests = new RequestMetrics(registry);
        routes.follow(requests::serve);
        var handler = new ExchangeHandler(tracing);
        GaugeWithCallback.builder()
                .name("gatehouse_gateway_requests_in_flight")
                .help("Clients' requests under way.")
                .callback(metric -> metric.call(handler.inFlight()))
                .register(registry);
        ServiceKit.insertHandler(environment, handler);
        ServiceKit.whenStarting(environment, server -> new Telemetry(requests).follow(server, registry));
    }

    private void follow(Server server, PrometheusRegistry registry) {
        RequestLog log = server.getRequestLog();
        server.setRequestLog((request, response) -> {
            if (request.getAttribute(Exchange.UNTOLD) == null) {
                this.log(request, response);
                if (log != null) {
                    log.log(request, response);
                }
            }
        });
        if (log == null) {
            return;
        }
        server.addBean(log); // which nobody else would start
        if (log instanceof AccessLog access) {
            CounterWithCallback.builder()
                    .name("gatehouse_gateway_access_log_lost_total")
                    .help("Lines lost as the log was not written fast enough.")
                    .callback(metric -> metric.call(access.lost()))
                    .register(registry);
        }
    }

    static boolean isAdministrative(Request request) {
        return "admin".equals(request.getConnectionMetaData().getConnector().getName());
    }

    /** Called when the answer's last byte is on its way or will never be. */
    @Override
    public void log(Request request, Response response) {
        if (isAdministrative(request)) {
            return;
        }
        Exchange exchange = Exchange.of(request);
        int status = response.getStatus();
        requests.count(
                exchange.match(),
                status,
                exchange.outcome(status),
                NanoTime.since(request.getBeginNanoTime()) / 1e9,
                Request.getContentBytesRead(request),
                Response.getContentBytesWritten(response));
        RequestSpan span = exchange.span();
        if (span != null) {
            span.end(request, status, exchange);
        }
    }
}

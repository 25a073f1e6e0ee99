package io.gatehouse.gateway.telemetry;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.gatehouse.gateway.forward.Forwarding;
import io.gatehouse.gateway.route.Match;
import io.gatehouse.servicekit.request.LoggedPath;
import io.gatehouse.servicekit.request.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * One JSON line a request, to the logger {@code access}; docs/observability.md lists its fields. Never the query, a
 * header's value or a body, which may hold what logs must not. The port for administration is left out.
 */
final class AccessLog extends AbstractLifeCycle implements RequestLog {

    /** Characters. Longer ones are cut: no path of ours is, and a line stays a line. */
    private static final int MAX_PATH = 1024;

    private static final int MAX_METHOD = 32;

    private final Logger logger;
    private final List<Appender<ILoggingEvent>> appenders;
    private final LongAdder lost;

    /** @param lost the lines that the appenders could not take */
    AccessLog(Logger logger, List<Appender<ILoggingEvent>> appenders, LongAdder lost) {
        this.logger = logger;
        this.appenders = appenders;
        this.lost = lost;
    }

    double lost() {
        return lost.doubleValue();
    }

    @Override
    protected void doStart() {
        logger.setAdditive(false);
        appenders.forEach(logger::addAppender);
    }

    /** Writes what is left. */
    @Override
    protected void doStop() {
        for (Appender<ILoggingEvent> appender : appenders) {
            logger.detachAppender(appender);
            appender.stop();
        }
    }

    @Override
    public void log(Request request, Response response) {
        if (logger.isInfoEnabled() && !Telemetry.isAdministrative(request)) {
            logger.info(line(request, response.getStatus(), Response.getContentBytesWritten(response)));
        }
    }

    private static String line(Request request, int status, long bytesOut) {
        Exchange exchange = Exchange.of(request);
        Match.Found match = exchange.match();
        var line = new JsonLine()
                .put("time", Instant.ofEpochMilli(Request.getTimeStamp(request)).toString())
                .put("request_id", RequestId.of(request))
                .put("trace_id", exchange.traceId())
                .put("method", cut(request.getMethod(), MAX_METHOD))
                .put("path", path(request))
                .put("route", match == null ? null : match.operation())
                .put("status", status)
                .put("outcome", exchange.outcome(status).label());
        if (match != null) {
            line.put("service", match.route().service().name())
                    .put("instance", exchange.instance())
                    .put("attempts", exchange.attempts());
        }
        if (exchange.callerId() != null) {
            line.put("caller", exchange.callerId());
        }
        line.put("client", client(request))
                .put("bytes_in", Math.max(Request.getContentBytesRead(request), 0))
                .put("bytes_out", bytesOut)
                .putMillis("duration_ms", NanoTime.since(request.getBeginNanoTime()));
        if (exchange.upstreamNanos() >= 0) {
            line.putMillis("upstream_ms", exchange.upstreamNanos());
        }
        return line.end();
    }

    private static @Nullable String client(Request request) {
        return request.getAttribute(Forwarding.ATTRIBUTE) instanceof Forwarding told
                ? told.client()
                : Request.getRemoteAddr(request);
    }

    private static @Nullable String path(Request request) {
        String path = request.getHttpURI().getPath();
        return path == null ? null : cut(LoggedPath.of(path), MAX_PATH);
    }

    private static @Nullable String cut(@Nullable String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length) + "...";
    }
}

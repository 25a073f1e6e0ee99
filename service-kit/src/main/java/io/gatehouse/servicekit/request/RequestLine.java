package io.gatehouse.servicekit.request;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.request.logging.RequestLogFactory;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Slf4jRequestLogWriter;

/**
 * {@code requestLog.type: line}. One line a request, to the logger {@code request}: client address, method, path,
 * status, bytes, milliseconds and the {@link RequestId}. Never the query, which may hold what logs must not. Probes on
 * the admin port are left out.
 */
@JsonTypeName("line")
public final class RequestLine implements RequestLogFactory<RequestLog> {

    private static final String FORMAT = "%{client}a %m %U %s %O %{ms}T %{" + RequestId.HEADER + "}o";

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public RequestLog build(String name) {
        var writer = new Slf4jRequestLogWriter();
        writer.setLoggerName("request");
        var log = new CustomRequestLog(writer, FORMAT);
        log.setFilter((request, response) ->
                !"admin".equals(request.getConnectionMetaData().getConnector().getName()));
        return log;
    }
}

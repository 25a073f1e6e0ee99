package io.gatehouse.servicekit.request;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.request.logging.RequestLogFactory;
import java.io.IOException;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Slf4jRequestLogWriter;

/**
 * {@code requestLog.type: line}. One line a request, to the logger {@code request}: client address, method, path,
 * status, bytes, milliseconds and the {@link RequestId}. Never the query, which may hold what logs must not, and of the
 * path what {@link LoggedPath} leaves. Probes on
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
        var writer = new Slf4jRequestLogWriter() {
            @Override
            public void write(String line) throws IOException {
                super.write(guarded(line));
            }
        };
        writer.setLoggerName("request");
        var log = new CustomRequestLog(writer, FORMAT);
        log.setFilter((request, response) ->
                !"admin".equals(request.getConnectionMetaData().getConnector().getName()));
        return log;
    }

    /** The path is the only part of a line that begins with a slash. */
    private static String guarded(String line) {
        int start = line.indexOf(" /") + 1;
        int end = line.indexOf(' ', start);
        return start == 0 || end < 0
                ? line
                : line.substring(0, start) + LoggedPath.of(line.substring(start, end)) + line.substring(end);
    }
}

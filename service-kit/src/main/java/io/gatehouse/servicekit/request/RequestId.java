package io.gatehouse.servicekit.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The id of one request: taken over from the caller when it is well-formed, made otherwise, sent on to the next
 * service, answered in the same header and in every problem, and written with every log line.
 */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    /** The key of the id in the logging context, for the log format's {@code %X{request_id}}. */
    public static final String LOG_KEY = "request_id";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private RequestId() {}

    /** The id of the request that Jersey handles. */
    public static String of(ContainerRequestContext request) {
        if (request.getProperty(ATTRIBUTE) instanceof String id) {
            return id;
        }
        String id = acceptOrMake(request.getHeaderString(HEADER));
        request.setProperty(ATTRIBUTE, id);
        return id;
    }

    /** The id of the request that a servlet or filter handles. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String id) {
            return id;
        }
        String id = acceptOrMake(request.getHeader(HEADER));
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    /** The id of the request that Jetty handles, before or without a servlet. */
    public static String of(Request request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String id) {
            return id;
        }
        String id = acceptOrMake(request.getHeaders().get(HEADER));
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private static String acceptOrMake(@Nullable String received) {
        return received != null && WELL_FORMED.matcher(received).matches() ? received : make();
    }

    /** A new id: 128 random bits in hex. Random enough to tell requests apart, no secret. */
    public static String make() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
